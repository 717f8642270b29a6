import { AppError, type Failure } from "../errors";
import { type Glob, parseGlob } from "./glob";
import type { Permission } from "./policy";

/** What the caller of one request may do on paths. The circumstances are those in which the request began. */
export interface Rights {
  may(permission: Permission, path: string): boolean;
  /** Why it may not: `access_denied` or the code of the condition, with its details. Undefined: it may. */
  refusal(permission: Permission, path: string): Failure | undefined;
  /** Throws AppError with the refusal. */
  require(permission: Permission, path: string): void;
  /** Patterns of the rules that permit it now: `may` is true for just the paths that one of them matches. */
  rulesFor(permission: Permission): readonly Glob[];
}

/** In a partner's space there are no policies on paths: its administrators may do everything, others what is open to all. */
export function rightsByRole(isAdministrator: boolean, open: readonly Permission[] = []): Rights {
  const may = (permission: Permission) => isAdministrator || open.includes(permission);
  return withRequire({
    may,
    refusal: (permission) =>
      may(permission) ? undefined : { code: "access_denied", details: { required_role: "partner_admin" } },
    rulesFor: (permission) => (may(permission) ? everywhere : []),
  });
}

const whole = parseGlob("**");
const everywhere: readonly Glob[] = whole.ok ? [whole.glob] : [];

export const withRequire = (rights: Omit<Rights, "require">): Rights => ({
  ...rights,
  require(permission, path) {
    const refusal = rights.refusal(permission, path);
    if (refusal) throw new AppError(refusal);
  },
});
