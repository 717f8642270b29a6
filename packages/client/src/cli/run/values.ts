import { fillRoute } from "../../library/calls/address.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { formatReference, type Reference } from "../text/reference.ts";
import { type ReadSecret, type Refused, readExactly, readExactlyOne, type Server } from "./exact-batch.ts";

/** What was read, by `keyOf` of what asked for it. */
export type Values = ReadonlyMap<string, ReadSecret>;
type Refusal = readonly [path: string, fault: Refused];

/** Of one call, as the server has it. */
export const MAX_PATHS = 100;
const MAX_TOLD = 10;

/** Of the secret and the version that a reference names, whatever its field. */
export const keyOf = ({ path, version }: Reference): string => formatReference({ path, field: null, version });

/**
 * Reads all that is referred to, or throws: each secret once, up to 100 in a call, and another call for each version that is named, because a
 * call has one version for all its paths. Throws CliError, which names every secret that can't be read, and PosternError.
 */
export async function readValues(postern: Server, references: readonly Reference[]): Promise<Values> {
  const answers = await Promise.all(batchesOf(references).map(async (batch) => await readBatch(postern, batch)));
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

async function readBatch(postern: Server, { version, paths }: Batch) {
  const found: [string, ReadSecret][] = [];
  const refusals: Refusal[] = [];
  for (const [path, one] of await readExactly(postern, paths, version)) {
    const key = keyOf({ path, field: null, version });
    if ("data" in one) found.push([key, one]);
    else if (one.code === TOO_LARGE) found.push([key, await readAlone(postern, path, version)]);
    else refusals.push([path, one]);
  }
  return { found, refusals };
}

/** Over the size of one answer to many. */
const TOO_LARGE = "payload_too_large";

async function readAlone(postern: Server, path: string, version: number | null): Promise<ReadSecret> {
  return await readExactlyOne(postern, `/${fillRoute("v1/secrets/{path}", { path })}`, version);
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

/** What a reference leads to. Without a field: the only one that the secret has. Throws CliError. */
export function valueAt(values: Values, reference: Reference): string {
  const { path, field } = reference;
  const data = values.get(keyOf(reference))?.data ?? {};
  const value = field !== null && Object.hasOwn(data, field) ? data[field] : undefined;
  if (value !== undefined) return value;
  if (field !== null)
    throw new CliError(
      EXIT.notFound,
      "field_not_found",
      `${path} has no field ${visible(field)}`,
      `postern get ${path}`,
    );
  const all = Object.values(data);
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  throw usageError(`${path} has ${all.length} fields, so one must be named`, `pst://${path}#FIELD`);
}
