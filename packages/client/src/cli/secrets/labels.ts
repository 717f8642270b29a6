import { usageError } from "../shell/exit.ts";

/** What can be said of a secret beside its value, as it was typed. */
export interface LabelOptions {
  readonly description?: string;
  readonly owner?: string;
  readonly tag?: readonly string[];
  readonly label?: readonly string[];
  readonly expiresIn?: string;
  readonly expiresAt?: string;
  readonly maxVersions?: string;
  readonly rotationPolicy?: string;
  readonly secretPolicy?: string;
}

/** The same as the API takes it. A part that is not there stays as it is. */
export interface Labels {
  readonly metadata?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly options?: Readonly<Record<string, string | number | null>>;
}

/** What is typed to take something away. */
const NEVER = "never";
const NONE = "none";
const DEFAULT = "default";

/** Pure. Throws CliError, exit 2. Durations, instants and ids are judged by the server. */
export function labelsOf(given: LabelOptions): Labels {
  const {
    description,
    owner,
    tag,
    label = [],
    expiresIn,
    expiresAt,
    maxVersions,
    rotationPolicy,
    secretPolicy,
  } = given;
  const metadata = present({
    description: description === "" ? null : description,
    owner: owner === "" ? null : owner,
    tags: tag?.filter((one) => one !== ""),
    ...Object.fromEntries(label.map(parseLabel)),
  });
  const options = present({
    expires_in: expiresIn === NEVER ? null : expiresIn,
    expires_at: expiresAt === NEVER ? null : expiresAt,
    max_versions: maxVersions === undefined ? undefined : versionsIn(maxVersions),
    rotation_policy_id: rotationPolicy === NONE ? null : rotationPolicy,
    secret_policy_id: secretPolicy === NONE ? null : secretPolicy,
  });
  return {
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}

/** The names of what is said, for people. */
export const namesOf = ({ metadata = {}, options = {} }: Labels): readonly string[] => [
  ...Object.keys(metadata),
  ...Object.keys(options).map((name) => name.replaceAll("_", " ")),
];

/** `NAME=TEXT`; without a text it goes. */
function parseLabel(text: string): readonly [string, string | null] {
  const [, name, value] = /^([A-Za-z0-9_.-]{1,64})=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw usageError("a label is NAME=TEXT, its name of letters, digits, dots, hyphens and underscores");
  if (["description", "owner", "tags"].includes(name))
    throw usageError(`${name} is no label of your own`, "--description, --owner or --tag");
  return [name, value === "" ? null : value];
}

function versionsIn(text: string): number | null {
  if (text === DEFAULT) return null;
  if (/^[1-9][0-9]{0,3}$/.test(text)) return Number(text);
  throw usageError(`--max-versions is a whole number from 1, or ${DEFAULT}`);
}

const present = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
