import type { Context } from "hono";
import type { KnownSpaces } from "../client/known-spaces";
import type { Caller } from "../client/run-operation";
import type { TenantsByAudience } from "../client/tenants-by-audience";
import type { ErrorCode, Failure } from "../errors";

export type AppEnv = {
  Bindings: Env;
  /** `dialect`: of the endpoint that was found. `space` and `identity`: for the request log, once the caller is known. */
  Variables: Lookups & { requestId: string; dialect?: Dialect; space?: string; identity?: string };
};

/** What the edge asks the directory before it knows whose object to ask. */
export interface Lookups {
  readonly knownSpaces: KnownSpaces;
  readonly tenantsByAudience: TenantsByAudience;
}

export type KnownCaller =
  | { readonly ok: true; readonly value: Caller }
  | { readonly ok: false; readonly error: Failure };

/**
 * How one part of the API speaks. An endpoint is the same in every dialect: the dialect says how a request tells who calls, how
 * faults of the input are called, and what the answer of a failure looks like.
 */
export interface Dialect {
  /** Who calls, by what the headers say: form and checksum only. */
  callerOf(c: Context<AppEnv>): Promise<KnownCaller> | KnownCaller;
  /** The code of faults in the fields of a request. */
  readonly fieldFault: Extract<ErrorCode, "invalid_request" | "validation_error">;
  /** Codes of faulty input, as the document lists them for each route. */
  readonly inputCodes: readonly ErrorCode[];
  errorAnswer(c: Context<AppEnv>, failure: Failure): Response;
}
