import { readFile } from "node:fs/promises";
import { PosternError } from "../../library/errors.ts";
import type { SignIn } from "../session/sign-in.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import type { Output } from "../shell/output.ts";
import { visible } from "../shell/visible.ts";
import { writeWhole } from "../shell/whole-file.ts";
import { formatDuration } from "../text/durations.ts";
import { formatReference, type Reference } from "../text/reference.ts";
import { type Binding, seal, unseal } from "./sealed.ts";
import type { Values } from "./values.ts";

export interface Fallback {
  readonly file: string;
  readonly maxAgeMs: number;
  readonly secret: string;
  readonly binding: Binding;
  readonly output: Output;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A program that has something to fall back to does not wait as long: one attempt and another, ten seconds each. */
export const IMPATIENT = { timeoutMs: 10_000, retry: { retries: 1, maxPauseMs: 2000 } };

/** Below this a key can be guessed: it is stretched by nothing. */
const MIN_KEY_LENGTH = 32;
/** Clocks of two machines differ by less. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The values of the server, kept for the next time; where it can't be reached, those that were kept, which is said. Throws as `read` does, and CliError. */
export async function readOrFallBack(read: () => Promise<Values>, fallback: Fallback): Promise<Values> {
  const { file, secret, binding, now, output } = fallback;
  let values: Values;
  try {
    values = await read();
  } catch (error) {
    if (error instanceof PosternError && isUnreachable(error)) return await keptValues(error, fallback);
    throw error;
  }
  try {
    await writeWhole(file, seal(values, secret, binding, now()));
  } catch {
    // The program can start. That it could not the next time without the server has to be known.
    output.warn(`${visible(file)} could not be written: there is nothing to fall back to`);
  }
  return values;
}

/** No answer came, or none of Postern's own for now. A refusal is an answer: whoever lost a right does not get the values of yesterday. */
export const isUnreachable = ({ code, status }: PosternError): boolean =>
  code === "unreachable" || code === "timeout" || status === 503 || (code === "bad_answer" && status >= 500);

async function keptValues(
  fault: PosternError,
  { file, maxAgeMs, secret, binding, output, now }: Fallback,
): Promise<Values> {
  const text = await readKept(file);
  // There is none yet.
  if (text === undefined) throw fault;
  const kept = unseal(text, secret, binding);
  const name = visible(file);
  if (!kept)
    throw new CliError(
      EXIT.failure,
      "fallback_invalid",
      `the server could not be reached, and ${name} is not what this token kept for these references`,
      "the same again once the server is there: it is written anew",
    );
  const ageMs = now() - kept.createdAtMs;
  if (ageMs > maxAgeMs || ageMs < -MAX_CLOCK_SKEW_MS)
    throw new CliError(
      EXIT.unreachable,
      "fallback_too_old",
      `the server could not be reached, and ${name} is ${ageMs < 0 ? "of the future" : `${formatDuration(ageMs)} old`}`,
      "--fallback-max-age, if older values may be used",
    );
  output.warn(
    `the server could not be reached (${visible(fault.code)}): the values are those of ${formatDuration(Math.max(0, ageMs))} ago, from ${name}`,
  );
  return kept.values;
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(file);
    return bytes.length > MAX_BYTES ? "" : bytes.toString("utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new CliError(
      EXIT.failure,
      "fallback_unreadable",
      `the server could not be reached, and ${visible(file)} can't be read`,
    );
  }
}

/** What seals: `POSTERN_FALLBACK_KEY`, or the token, which must be the same the next time. Throws CliError. */
export function secretOf({ options }: SignIn, env: Readonly<Record<string, string | undefined>>): string {
  const key = env.POSTERN_FALLBACK_KEY;
  if (key && key.length < MIN_KEY_LENGTH)
    throw usageError(`POSTERN_FALLBACK_KEY has fewer than ${MIN_KEY_LENGTH} characters`, "openssl rand -hex 32");
  if (key) return key;
  if ("token" in options) return options.token;
  throw usageError(
    "a token that is bought anew each time opens no --fallback of the last one",
    "POSTERN_FALLBACK_KEY, as openssl rand -hex 32 makes it",
  );
}

/** What the file is bound to. */
export const bindingOf = ({ options: { url, tenant } }: SignIn, references: readonly Reference[]): Binding => ({
  url,
  tenant: tenant ?? null,
  references: references.map(formatReference),
});
