import type { AuditAnnotations } from "./annotations";
import type { SpaceDb } from "./db";
import type { Space } from "./space";

/** What a listener may touch: the tables, in the transaction of the change, and the call's audit row. */
export interface HookContext {
  readonly space: Space;
  readonly db: SpaceDb;
  /** Milliseconds. */
  readonly now: number;
  readonly audit: AuditAnnotations;
  readonly schedule: (atMs: number) => void;
}

/**
 * The calls that run upwards, all of them: a room tells those above it what became of its records, synchronously and in the
 * transaction of the change. A module names the ones it listens to.
 */
export interface Hooks {
  /** Tokens, identities, roles, groups, policies or bindings changed, or may have: nothing read of them before counts. */
  rightsChanged(of: { readonly space: Space }): void;
  /** The values that a space's lists, notices and lifetimes go by. `changed`: names of the settings. */
  settingsChanged(ctx: HookContext, changed: readonly string[]): void;
  identityDeleted(ctx: HookContext, identityId: string): void;
  webhookDeleted(ctx: HookContext, webhookId: string): void;
  /** For each batch of secrets that it had, while they are being detached: the first `limit` of `secretsOfPolicy`. */
  rotationPolicyDeleted(ctx: HookContext, rotationPolicyId: string, limit: number): void;
  /** How many records name this generation policy, by what they are. */
  usesOfGenerationPolicy(ctx: HookContext, generationPolicyId: string): Readonly<Record<string, number>>;
}
