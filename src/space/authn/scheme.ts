import type { Details, Failure } from "../../errors";
import type { Actor } from "../../kernel/actor";
import type { Call } from "../../kernel/call";
import type { ObjectCore } from "../../kernel/core";
import type { RateCategory } from "../../rate-limits";
import type { AdmissionParts } from "../parts";

/** Somebody who could be told but not let in: the log names them. */
export interface KnownStranger {
  readonly actor: Pick<Actor, "identityId" | "identityType" | "tokenId"> & Partial<Pick<Actor, "trustId">>;
  readonly action: "auth_refused" | "vault_login" | "token_exchange" | "console_sign_in";
  readonly extra?: Details;
  /**
   * Writes what the refusal leaves besides its row, in the row's transaction. False: there were enough of them lately, and this
   * one leaves nothing.
   */
  readonly note?: () => boolean;
}
export type Authenticated =
  | {
      readonly ok: true;
      readonly actor: Actor;
      /** Whose units its calls take; absent: the identity's. */
      readonly bucket?: string;
      /** Takes one of the uses that the proof has, durably: once for each request, whatever comes of it. Absent: they are not counted. */
      readonly takeUse?: () => void;
    }
  | ({
      readonly ok: false;
      readonly error: Failure;
      /** Nobody is known whose bucket could be taken from: the one that all such guesses share. Absent category: the operation's. */
      readonly guess?: { readonly bucket: string; readonly category?: RateCategory };
    } & Partial<KnownStranger>);

/** When a scheme is asked, and what for. */
export interface Asking {
  readonly nowMs: number;
  /** The request took its use before: its last one does not stand in its own way. */
  readonly isUnderWay: boolean;
}

/**
 * One way to say who calls. Each call is judged by exactly one scheme: the first of the list (`authn/schemes.ts`) whose kind of
 * proof it brings. What no scheme knows is refused.
 */
export interface AuthnScheme {
  /** Does the call bring this scheme's kind of proof? Decided by the call's form, or by the text being one that this scheme has kept. */
  handles(core: ObjectCore, call: Call): boolean;
  /** What has to be awaited before anybody can be judged, once for each call. It keeps what it finds for `authenticate`, by the proof. */
  lookAhead?(parts: AdmissionParts, call: Call): Promise<void>;
  /** Who it is, or why nobody. May be asked twice for one call: a mutation asks again inside its transaction. */
  authenticate(core: ObjectCore, call: Call, asked: Asking): Authenticated;
}
