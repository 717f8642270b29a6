import { AppError, type Failure } from "../errors";
import { type Circumstances, failedCondition } from "./conditions";
import { type Asked, decide, grants, type HeldRule, type Permission } from "./decide";
import { type Glob, parseGlob } from "./glob";

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

/** By access policies. `held` is asked at most once, and only if a right is; `refused` is told of each refusal. */
export function rightsByRules(
  held: () => readonly HeldRule[],
  circumstances: Circumstances,
  refused: (violation: Asked & { readonly reason: string }) => void = () => undefined,
): Rights {
  let rules: readonly HeldRule[] | undefined;
  let holding: readonly HeldRule[] | undefined;
  const all = () => (rules ??= held());
  /** The conditions of a rule ask nothing of the path, so for a list they are tried once and not per item. */
  const permitting = () => (holding ??= all().filter((rule) => !failedCondition(rule.conditions, circumstances)));
  const may = (permission: Permission, path: string) => permitting().some((rule) => grants(rule, { permission, path }));
  return withRequire({
    may,
    refusal(permission, path) {
      if (may(permission, path)) return undefined;
      const decision = decide(all(), { permission, path }, circumstances);
      if (decision.allowed) return undefined;
      const { code, failedCondition: failed } = decision;
      refused({ path, permission, reason: code });
      return { code, details: { path, permission, ...(failed ? { failed_condition: failed } : {}) } };
    },
    rulesFor: (permission) =>
      permitting().flatMap(({ permissions, glob }) =>
        permissions.has(permission) || permissions.has("admin") ? [glob] : [],
      ),
  });
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

const withRequire = (rights: Omit<Rights, "require">): Rights => ({
  ...rights,
  require(permission, path) {
    const refusal = rights.refusal(permission, path);
    if (refusal) throw new AppError(refusal);
  },
});
