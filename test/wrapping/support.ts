import { runOperation } from "../../src/client/run-operation";
import { spaceOfToken } from "../../src/crypto/token";
import type { Callable } from "../../src/kernel/operation";
import { kindOfSpace } from "../../src/kernel/space";
import { lookUpWrap, rewrapAnswer, unwrapAnswer, type WrappingToken, wrapAnswer } from "../../src/wrapping/operations";
import { edge } from "../support/edge";

export const META = { requestId: "req_wrapping", ip: "203.0.113.7", userAgent: null };
/** JSON that no parser may have touched: digits, order of keys, spelling. */
export const TEXT = '{"data":{"z":12345678901234567890,"2":1.10,"1":"\\u00e9"}}';
export const PATH = "secret/data/app/db";
export const HOUR = 3_600_000;

/** What came of an operation, asked for as the edge asks; of a refusal its code and details. */
export async function ask<I, O>(token: string, op: Callable<I, O>, input: NoInfer<I>, named: string | null = null) {
  const target = named !== null && kindOfSpace(named) ? named : null;
  const caller = { token, home: spaceOfToken(token) ?? "", named, target, meta: META };
  const outcome = await runOperation(edge, caller, op, input);
  if (outcome.ok) return outcome.value;
  const { code, details } = outcome.error;
  return details ? { code, details } : { code };
}

export async function wrap(token: string, change: object = {}): Promise<WrappingToken> {
  const made = await ask(token, wrapAnswer, { text: TEXT, creationPath: PATH, ttlMs: HOUR, ...change });
  if ("code" in made) throw new Error(`it was not wrapped: ${made.code}`);
  return made;
}

/** By its own token as the caller's, or named by another caller. */
export const unwrap = (caller: string, token: string | null = null) => ask(caller, unwrapAnswer, { token });
export const lookUp = (caller: string, token: string | null = null) => ask(caller, lookUpWrap, { token });
export const rewrap = (caller: string, token: string | null = null) => ask(caller, rewrapAnswer, { token });

export const INVALID = { code: "wrapping_token_invalid" };
export const USED = { code: "wrapping_token_used" };
