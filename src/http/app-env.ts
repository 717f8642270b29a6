import type { Context } from "hono";
import type { KnownSpaces } from "../client/known-spaces";
import type { Caller } from "../client/run-operation";
import type { ErrorCode, Failure } from "../errors";

export type AppEnv = {
  Bindings: Env;
  /** `dialect`: of the endpoint that was found. `space` and `identity`: for the request log, once the caller is known. */
  Variables: { requestId: string; knownSpaces: KnownSpaces; dialect?: Dialect; space?: string; identity?: string };
};

/**
 * How one part of the API speaks. An endpoint is the same in every dialect: the dialect says how a request tells who calls, how
 * faults of the input are called, and what the answer of a failure looks like.
 */
export interface Dialect {
  /** Who calls, by what the headers say: form and checksum only. */
  callerOf(c: Context<AppEnv>): { ok: true; value: Caller } | { ok: false; error: Failure };
  /** The code of faults in the fields of a request. */
  readonly fieldFault: Extract<ErrorCode, "invalid_request" | "validation_error">;
  /** Codes of faulty input, as the document lists them for each route. */
  readonly inputCodes: readonly ErrorCode[];
  errorAnswer(c: Context<AppEnv>, failure: Failure): Response;
}
