import { fail } from "../errors";

/** What the caller says must hold before its change, by the version or revision that it knows. */
export interface Precondition {
  /** The number it must have; `*`: it must exist; null: nothing is asked. */
  readonly ifMatch: number | "*" | null;
  /** It must not exist. */
  readonly ifNoneMatch: boolean;
}

/** Check-and-set, as Vault has it: the version that must be current, 0: there may be none; null: nothing is asked. */
export const checkAndSet = (cas: number | null): Precondition => ({
  ifMatch: cas === 0 ? null : cas,
  ifNoneMatch: cas === 0,
});

/**
 * `current`: the version or revision now; null: nothing there; 0: a place without a version yet, where a first one may still be made.
 * Throws AppError precondition_failed (412).
 */
export function checkPrecondition({ ifMatch, ifNoneMatch }: Precondition, current: number | null): void {
  const matches = ifMatch === null || (ifMatch === "*" ? current !== null : ifMatch === current);
  const isMade = current !== null && current > 0;
  if (!matches || (ifNoneMatch && isMade)) fail("precondition_failed", { current_version: current });
}

/** Where a change must say which version it replaces. Throws AppError precondition_failed (412). */
export function requirePrecondition({ ifMatch, ifNoneMatch }: Precondition, current: number | null): void {
  if (ifMatch === null && !ifNoneMatch) fail("precondition_failed", { reason: "required", current_version: current });
}
