import type { Context } from "hono";
import { type Caller, type Outcome, runOperation, spaceAsked } from "../client/run-operation";
import { AppError } from "../errors";
import type { Callable } from "../kernel/operation";
import type { AppEnv } from "./app-env";
import { setRateHeaders } from "./rate-headers";

/** What the operation gives; nothing, if `input` is undefined and the caller may pass. Throws AppError for every refusal. */
export async function ask<I, O>(
  c: Context<AppEnv>,
  caller: Caller,
  operation: Callable<I, O>,
  input: I | undefined,
): Promise<O> {
  const outcome: Outcome<O> = await runOperation(
    { env: c.env, knownSpaces: c.var.knownSpaces },
    caller,
    operation,
    input,
  );
  if (outcome.identity !== undefined) {
    c.set("space", spaceAsked(caller, operation));
    c.set("identity", outcome.identity);
  }
  if (outcome.rate) setRateHeaders(c, outcome.rate);
  if (outcome.ok) return outcome.value;
  // The edge waits, not the object: a delay there would hold up other callers.
  if (outcome.error.tarpitMs !== undefined) await scheduler.wait(outcome.error.tarpitMs);
  throw new AppError(outcome.error);
}
