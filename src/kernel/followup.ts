import type { Followup } from "./change";
import type { Core, ObjectCore } from "./core";
import type { Write } from "./directory";

export interface Concluded<F extends Followup = Followup> {
  readonly id: string;
  readonly followup: F;
  readonly tookEffect: boolean;
  /** Not by the call itself. */
  readonly reconciled: boolean;
}
/** What a room does for the followups of one kind. */
export interface FollowupHandler<F extends Followup = Followup> {
  readonly kind: F["kind"];
  /** What needs an await, before the change is closed. It may run twice. Throws: the change stays open. */
  besides?(core: ObjectCore, concluded: Concluded<F>): Promise<void>;
  /** In the transaction that closes the change. `isNewest`: of its subject. */
  within?(core: Core, followup: F, how: { readonly tookEffect: boolean; readonly isNewest: boolean }): void;
  /** Once it is durable. */
  afterwards?(core: Core): void;
  /** Whether it took effect, where another space answers that and not D1. */
  concludedElsewhere?(core: ObjectCore, id: string, followup: F): Promise<boolean>;
  /** What is made anew if it did not come about: the object has decided already, and the directory follows. */
  redo?(core: ObjectCore, followup: F): Write;
}
