import type { Keyring } from "../crypto/keyring";
import { AppError, type Failure, type Result } from "../errors";
import type { Context, EffectContext } from "../kernel/context";
import type { Core } from "../kernel/core";
import type { ReasonWord } from "../reason-words";
import type { PathFault } from "./path-text";
import type { LoginStatus } from "./states";
import type { Integration } from "./tables";

/**
 * A kind of store that integrations lead to. The verbs of the broker know this interface alone: what one kind has and another one
 * lacks is said here by a value, and no verb asks which kind it has at hand.
 * `New`: the body from which an integration of this kind is made.
 */
export interface SecretProvider<New = never> {
  /** Null: there is nothing to log in to, so there is nothing to rotate or to verify either. */
  readonly login: ProviderLogin | null;
  /** The status of an integration that was never checked. */
  readonly initialStatus: LoginStatus;

  /** Is a new integration stored only after a login that worked, whether or not that is asked for? */
  needsLogin(body: New): boolean;
  /**
   * The columns of a new integration. With `verify`, and if the kind has a login, only after a login that worked.
   * Throws AppError: the codes of a login, and of a wrapping token.
   */
  columnsOf(
    ctx: EffectContext,
    record: NewRecord,
    given: { readonly body: New; readonly verify: boolean },
  ): Promise<ProviderColumns>;
  /** Finds out whether the store can be reached; a store that refuses is an outcome too. Throws AppError: faults of our own. */
  check(ctx: EffectContext, row: Integration, options: { readonly freshLogin: boolean }): Promise<IntegrationCheck>;

  // --- paths ---

  /** What speaks against a credential that points there. The form of the path was checked already. */
  pathFault(place: Place): PathFault | undefined;
  /** What is odd about a path that may be stored. */
  pathWarnings(place: Place): readonly PathWarning[];
  /** Where the policies of the space know the paths of this kind, the caller needs a right to the path. Throws AppError. */
  requireRight(ctx: Context, permission: "read" | "write", path: string): void;
  /** The secret that is meant, as a text: two paths of one store mean the same secret if this is the same. */
  secretAt(place: Place): string;
  /** Whether two integrations of this kind lead to one store, as far as that can be told from their records. */
  isSameStore(a: Integration, b: Integration): boolean;

  // --- values ---

  /** The secret as it is now. A failure has a `vault_*` code, unless the fault is our own. */
  read(ctx: EffectContext, place: Place): Promise<Result<SecretValues>>;
  /** For the test of a credential. Without `allowRead` no value leaves a store that is not the space's own. */
  inspect(ctx: EffectContext, place: Place, options: { readonly allowRead: boolean }): Promise<Inspection>;
  /** Null: the store makes no one-time codes, so a credential's seed is a field of its secret. */
  readonly codes: ProviderCodes | null;
  /** What speaks against a push; undefined: nothing. */
  pushFaults(push: Push): PushFaults | undefined;
  /** The path by which a credential would point at what is pushed. */
  pushedPath(push: Push): string;
  /**
   * Writes. `written` is told the outcome once the write is made, at the latest in the transaction of the audit row.
   * Throws AppError with a `vault_*` code; `vault_version_conflict` with `currentVersion` in its details, null where that can't be seen.
   */
  push(ctx: EffectContext, push: Push, written: (outcome: Written) => void): Promise<void>;
}

/** Where a pointer leads: a path of an integration, as its store has it. */
export interface Place {
  readonly integration: Integration;
  readonly path: string;
}

/** One-time codes that the store makes itself, from a seed that never leaves it. */
export interface ProviderCodes {
  /** What speaks against a credential whose codes come from there. The form of the path was checked already. */
  pathFault(path: string): PathFault | undefined;
  /** The code of now. A failure has a `vault_*` code, unless the fault is our own. */
  read(ctx: EffectContext, place: Place): Promise<Result<MadeCode>>;
  /** For the test of a credential. Without `allowRead` no code is made. */
  inspect(ctx: EffectContext, place: Place, options: { readonly allowRead: boolean }): Promise<CodeInspection>;
}
export interface MadeCode {
  readonly code: string;
  /** Its time step, and when that ends; null where the store does not tell how long a step is. */
  readonly step: { readonly expiresAtMs: number /** Whole seconds. */; readonly period: number } | null;
}

/** A secret id as a caller gives it. `isWrapped`: it is a wrapping token that stands for one, and works once. */
export interface GivenSecretId {
  readonly text: string;
  readonly isWrapped: boolean;
}

/** What integrations of a kind log in with: one secret id, kept sealed in the record, or none where the role there asks for none. */
export interface ProviderLogin {
  readonly method: "approle";
  /**
   * The columns of another secret id. With `verify`, and always where it came wrapped, only after a login that worked.
   * Throws AppError: the codes of a login, and of a wrapping token.
   */
  rotate(
    ctx: EffectContext,
    row: Integration,
    next: { readonly secretId: GivenSecretId; readonly verify: boolean },
  ): Promise<SealedColumns>;
  /** The same secret id under the newest root key; undefined: it is there already. Throws DecryptionFailed, UnknownRootKey, NoRootKey. */
  reseal(keyring: Keyring, row: Integration): Promise<SealedSecretId | undefined>;
  /** Ends what is kept of the logins of an integration that is not there, or not there any more. Never throws. */
  forget(core: Pick<Core, "space">, integrationId: string): Promise<void>;
}

// --- records ---

export type SealedSecretId = Pick<Integration, "sealedSecretId" | "rootKeyId">;
export type SealedColumns = Pick<Integration, keyof SealedSecretId | "secretIdFormat">;
/** The columns whose content the kind decides. */
export type ProviderColumns = SealedColumns &
  Pick<Integration, "address" | "namespace" | "authMount" | "roleId" | "kvVersion">;
export type NewRecord = Omit<Integration, keyof ProviderColumns>;

// --- answers ---

export interface SecretValues {
  /** Own keys only: a field may have any name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Null where the store does not number. */
  readonly version: number | null;
  /** What may explain that a field is missing. */
  readonly hint?: PathHint;
}
export type PathWarning = "missing_data_segment";
export type PathHint = "kv_version" | PathWarning;

export interface IntegrationCheck {
  readonly ok: boolean;
  /** The last one reached. */
  readonly stage: "address" | "login" | "lookup";
  readonly code: string | null;
  readonly checkedAtMs: number;
  readonly latencyMs: number;
  readonly tokenTtlSeconds: number | null;
  /** `lookup_denied`: the store does not let the token be looked up, which says nothing about the login. */
  readonly hint: "lookup_denied" | null;
  /** What the integration's status is from now on; null: the check says nothing of it. */
  readonly status: Exclude<LoginStatus, "unknown"> | null;
}

export type Check = "passed" | "failed" | "skipped";
export type Inspection = { readonly login: Check } & (
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "secret"; readonly values: SecretValues }
  /** The fields that the secret has, without their values. */
  | { readonly kind: "fields"; readonly names: readonly string[]; readonly version: number | null }
  /** More can be told only by reading the secret. */
  | { readonly kind: "unread" }
);

export type CodeInspection = { readonly login: Check } & (
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "made" }
  /** The key is there; whether a code may be made by it is not known. */
  | { readonly kind: "present" }
  | { readonly kind: "unread" }
);

// --- pushes ---

export interface Push {
  readonly integration: Integration;
  readonly mount: string;
  readonly path: string;
  readonly data: Readonly<Record<string, string>>;
  /** The same as JSON text, so that nobody has to make it again. */
  readonly dataJson: string;
  /** Fields that are not named stay as they are. */
  readonly merge: boolean;
  /** Check-and-set: the version that must be current, 0: none may be there; null: nothing is asked. */
  readonly cas: number | null;
  readonly labels: Readonly<Record<string, string>> | undefined;
}
export type PushFaults = {
  readonly fields: Readonly<Record<string, ReasonWord>>;
  /** What would have fitted. */
  readonly allowed?: readonly string[];
};
export interface Written {
  /** Null where the store does not number. */
  readonly version: number | null;
  /** The store keeps no labels there. */
  readonly labelsLost: boolean;
}

/** A test tells what the store did. What broke down on our side says nothing about the store, and is the answer itself. */
export function rethrowOwnFault(failure: Failure): void {
  if (!failure.code.startsWith("vault_")) throw new AppError(failure);
}
