import { AppError, fail } from "../errors";
import type { Context } from "../kernel/context";
import { rateLimited } from "../kernel/rate-limit";
import { UNITS_PER_TURN } from "../kernel/turns";
import type { Field } from "./fields";
import { ruleOf } from "./random-rule";

/** Which values take long to make, and how many of them one call may ask for. */

/** Processor time that the values of one call may take, by what is usual for their kind. */
const MAX_CALL_MS = 2_000;
/**
 * Measured in workerd (docs/performance.md): 80 and 690 ms of processor time in the mean. Half as much again is reckoned, because a
 * single key may take three times the mean.
 */
const RSA_MS = { 2048: 120, 4096: 1_030 } as const;
/** Measured as well: 380 to 400 ms, and hardly ever more. */
const BCRYPT_12_MS = 400;
const DEFAULT_RSA_BITS = 2048;
const DEFAULT_ROUNDS = 10;

/** RSA keys and hashes take up to seconds of the thread; other keys a millisecond. */
export const takesLong = (field: Field): boolean => usualMs(field) > 0;

/** What a value usually takes, in milliseconds; 0: next to nothing. One more round of bcrypt is twice the work. */
function usualMs(field: Field): number {
  if (field.generator === "rsa_keypair") return RSA_MS[field.config.bits ?? DEFAULT_RSA_BITS];
  if (field.generator === "ssh_keypair") return field.config.key_type === "rsa" ? RSA_MS[4096] : 0;
  if (field.generator === "bcrypt_hash") return BCRYPT_12_MS * 2 ** ((field.config.rounds ?? DEFAULT_ROUNDS) - 12);
  return 0;
}

/** Some milliseconds for the longest text that hardly any draw fits, whose work grows with the square of its length. */
const LONGEST_TEXT_UNITS = UNITS_PER_TURN;
const LONGEST_TEXT = 1024;

/** Of a turn of the thread. Rules that say nothing but the length are drawn at once. */
export function drawUnits(field: Field): number {
  if (field.generator !== "random") return 0;
  const { length, least } = ruleOf(field.config);
  return Object.keys(least).length === 0 ? 0 : LONGEST_TEXT_UNITS * (length / LONGEST_TEXT) ** 2;
}

/** Throws AppError validation_error `too_slow` with how many of the slowest field one call may ask for. */
export function requireQuick(fields: readonly Field[]): void {
  const times = fields.map(usualMs);
  if (times.reduce((sum, ms) => sum + ms, 0) <= MAX_CALL_MS) return;
  fail("validation_error", { reason: "too_slow", max_slow_fields: Math.floor(MAX_CALL_MS / Math.max(...times)) });
}

/**
 * For a call that is about to have these values made: each slow one costs a unit of `slow_values`. Throws AppError validation_error
 * and rate_limited, and then nothing was made or taken.
 */
export function admitSlow({ consume }: Pick<Context, "consume">, fields: readonly Field[]): void {
  requireQuick(fields);
  const slow = fields.filter(takesLong).length;
  if (slow === 0) return;
  const taken = consume("slow_values", slow);
  if (!taken.ok) throw new AppError(rateLimited("slow_values", taken));
}
