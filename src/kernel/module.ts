import type { AnyOperation } from "./operation";

/** What a room brings to a space's object. Every module is listed once, in `space/modules.ts`; nothing else names it there. */
export interface Module {
  readonly operations: readonly AnyOperation[];
}
