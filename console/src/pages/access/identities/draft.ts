import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import type { Identity, Role } from "../common/types.ts";

/** What of an identity can be changed. */
export interface IdentityDraft {
  readonly displayName: string;
  readonly groups: readonly string[];
  readonly roles: readonly Role[];
}
export const EMPTY_IDENTITY: IdentityDraft = { displayName: "", groups: [], roles: [] };

export const draftOf = ({ display_name, groups, roles }: Identity): IdentityDraft => ({
  displayName: display_name ?? "",
  groups,
  roles,
});

type Patch = components["schemas"]["IdentityPatch"];

/** Nothing of an identity but what was changed, so that nobody's work on the rest of it is undone; null: nothing was. Pure. */
export function patchBetween(old: IdentityDraft, now: IdentityDraft): Patch | null {
  const displayName = now.displayName.trim();
  const patch: Patch = {
    ...(displayName !== old.displayName && { display_name: displayName === "" ? null : displayName }),
    ...(!isSameSet(old.groups, now.groups) && { groups: [...now.groups] }),
    ...(!isSameSet(old.roles, now.roles) && { roles: [...now.roles] }),
  };
  return Object.keys(patch).length === 0 ? null : patch;
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
