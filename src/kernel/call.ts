import type { Failure } from "../errors";
import type { Actor } from "./actor";
import type { HeldPolicy } from "./policy";
import type { Assertion, Proof } from "./proof";

// --- what the edge asks of a space's object, as it is on the wire ---

export interface Meta {
  readonly requestId: string;
  /** As the edge reports it; null: unknown. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** The way in, where it is not the API itself: told by the edge that took the request, and noted in its rows. */
  readonly source?: "mcp" | "vault-api";
}
export interface Call {
  readonly op: string;
  /** Empty where a proof or an assertion is shown. */
  readonly token: string;
  readonly proof?: Proof | undefined;
  readonly assertion?: Assertion | undefined;
  /** The space the request names, null if it names none. */
  readonly named: string | null;
  /** The id in the request's path, if there is one: some rights hang on it, also while the rest of the input is invalid. */
  readonly object?: string | null;
  /** This request was counted when the caller was asked about, so it costs no further unit of the request's own bucket. */
  readonly isCounted?: boolean;
  /** The secret path that the request names, while its input is not read yet. */
  readonly path?: string | null;
  /** Undefined: the input is invalid, or not read yet; authenticate, count and check the scope, and run nothing. */
  readonly input: unknown;
  /** Set by the caller's home after it let the request act elsewhere; the token is not looked at again. */
  readonly delegated?: Delegation;
  readonly meta: Meta;
}
/**
 * Somebody whom home lets act in another space: a partner's administrator in a tenant, or anyone of a tenant on what its
 * partner shares.
 */
export interface Delegation {
  /** There, and nowhere else. */
  readonly spaceId: string;
  readonly actor: Actor;
  /** By what home judges rights on paths; empty where no policy is asked. */
  readonly policies: readonly HeldPolicy[];
  readonly mfaMaxAgeMs: number;
}
/** Units of the request's own bucket, `resetAtMs` when it would be full again. */
export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
}
/** `identity`: who was authenticated, for the request log. */
export type Reply = ({ ok: true; value: unknown } | { ok: false; error: Failure }) & {
  rate?: RateState;
  identity?: string;
};
export type DelegationReply = ({ ok: true; value: Delegation } | { ok: false; error: Failure }) & {
  rate?: RateState;
  identity?: string;
};
