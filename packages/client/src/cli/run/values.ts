import type { Postern } from "../../library/postern.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { formatReference, type Reference } from "../text/reference.ts";

/** A secret as it was read. */
export interface ReadSecret {
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}
/** What was read, by `keyOf` of what asked for it. */
export type Values = ReadonlyMap<string, ReadSecret>;

type Secrets = Pick<Postern["secrets"], "get" | "getMany">;
type Refusal = readonly [path: string, fault: { readonly code: string; readonly message: string }];

/** Of one call, as the server has it. */
export const MAX_PATHS = 100;
const MAX_TOLD = 10;

/** Of the secret and the version that a reference names, whatever its field. */
export const keyOf = ({ path, version }: Reference): string => formatReference({ path, field: null, version });

/**
 * Reads all that is referred to, or throws: each secret once, up to 100 in a call, and another call for each version that is named, because a
 * call has one version for all its paths. Throws CliError, which names every secret that can't be read, and PosternError.
 */
export async function readValues(secrets: Secrets, references: readonly Reference[]): Promise<Values> {
  const answers = await Promise.all(batchesOf(references).map(async (batch) => await readBatch(secrets, batch)));
  const refusals = answers.flatMap((answer) => answer.refusals);
  if (refusals.length > 0) throw unreadable("read", refusals);
  return new Map(answers.flatMap((answer) => answer.found));
}

interface Batch {
  readonly version: number | null;
  readonly paths: readonly string[];
}

function batchesOf(references: readonly Reference[]): readonly Batch[] {
  const byVersion = new Map<number | null, Set<string>>();
  for (const { path, version } of references) {
    const paths = byVersion.get(version) ?? new Set();
    byVersion.set(version, paths.add(path));
  }
  return [...byVersion].flatMap(([version, all]) => {
    const paths = [...all];
    const starts = paths.flatMap((_, at) => (at % MAX_PATHS === 0 ? [at] : []));
    return starts.map((at) => ({ version, paths: paths.slice(at, at + MAX_PATHS) }));
  });
}

async function readBatch(secrets: Secrets, { version, paths }: Batch) {
  const answer = await secrets.getMany(paths, version === null ? {} : { version });
  const found: [string, ReadSecret][] = [];
  const refusals: Refusal[] = [];
  for (const path of paths) {
    const fault = Object.hasOwn(answer.errors, path) ? answer.errors[path] : undefined;
    const one = Object.hasOwn(answer.secrets, path) ? answer.secrets[path] : undefined;
    if (one) found.push([keyOf({ path, field: null, version }), { version: one.version, data: one.data }]);
    else if (fault?.code === "payload_too_large") found.push(await readAlone(secrets, path, version));
    else refusals.push([path, fault ?? { code: "bad_answer", message: "The server says nothing of it." }]);
  }
  return { found, refusals };
}

/** What is over the size of one answer. */
async function readAlone(secrets: Secrets, path: string, version: number | null): Promise<[string, ReadSecret]> {
  const secret = await secrets.get(path, version === null ? {} : { version });
  return [keyOf({ path, field: null, version }), { version: secret.version, data: secret.data }];
}

/** `done`: what can't be done with them. The first one's kind is the exit code; they are named. */
export function unreadable(done: "read" | "watched", refusals: readonly Refusal[]): CliError {
  const [[path, { code, message }] = ["", { code: "", message: "" }]] = refusals;
  const { exit, next } = KINDS[code] ?? { exit: EXIT.failure, next: undefined };
  const told = refusals.slice(0, MAX_TOLD).map(([one, fault]) => `${one} (${visible(fault.code)})`);
  const rest = refusals.length > MAX_TOLD ? " and others" : "";
  const what =
    refusals.length === 1
      ? `${path} can't be ${done}: ${visible(message)}`
      : `${refusals.length} secrets can't be ${done}: ${told.join(", ")}${rest}`;
  return new CliError(exit, visible(code), what, next);
}

const MISSING = { exit: EXIT.notFound, next: "postern ls" };
const REFUSED = { exit: EXIT.refused, next: "postern whoami" };
const KINDS: Readonly<Record<string, { readonly exit: number; readonly next: string }>> = {
  secret_not_found: MISSING,
  version_not_found: { exit: EXIT.notFound, next: "postern versions PATH" },
  secret_expired: MISSING,
  access_denied: REFUSED,
  mfa_required: REFUSED,
  ip_not_allowed: REFUSED,
  time_window_violation: REFUSED,
  invalid_path: { exit: EXIT.usage, next: "postern ls" },
};

/** A string as it is, all else as its JSON. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What a reference leads to. Without a field: the only one that the secret has. Throws CliError. */
export function valueAt(values: Values, reference: Reference): string {
  const { path, field } = reference;
  const data = values.get(keyOf(reference))?.data ?? {};
  if (field !== null && Object.hasOwn(data, field)) return textOf(data[field]);
  if (field !== null)
    throw new CliError(
      EXIT.notFound,
      "field_not_found",
      `${path} has no field ${visible(field)}`,
      `postern get ${path}`,
    );
  const all = Object.values(data);
  if (all.length === 1) return textOf(all[0]);
  throw usageError(`${path} has ${all.length} fields, so one must be named`, `pst://${path}#FIELD`);
}
