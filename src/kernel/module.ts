import type { ObjectCore } from "./core";
import type { FollowupHandler } from "./followup";
import type { Hooks } from "./hooks";
import type { AnyInternal } from "./internal";
import type { Job } from "./job";
import type { AnyOperation } from "./operation";
import type { SealedKind } from "./sealed";

/** What a room brings to a space's object. Every module is listed once, in `space/modules.ts`; nothing else names it there. */
export interface Module {
  readonly operations: readonly AnyOperation[];
  /** What other objects ask for. */
  readonly internal?: readonly AnyInternal[];
  /** What the object does by itself, in the order in which it is looked at. */
  readonly jobs?: readonly Job[];
  /** Records in the space's storage that a root key seals, or signs. */
  readonly sealed?: readonly SealedKind[];
  readonly followups?: readonly FollowupHandler[];
  readonly hooks?: Partial<Hooks>;
  /** After each commit. */
  committed?(core: ObjectCore): void;
  /** Work was undone: what was read while it was done must not be remembered. */
  undone?(core: ObjectCore): void;
}
