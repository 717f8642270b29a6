import type { Actor } from "../../kernel/actor";
import type { Space } from "../../kernel/space";
import type { Access } from "../tables";

/** What somebody wants of a credential: `use` shows values, `manage` changes it, `see` takes either right. */
export type Purpose = "use" | "manage" | "see";
export type CredentialRights = Readonly<Record<Purpose, boolean>>;
type Who = Pick<Actor, "homeId" | "identityId" | "groups" | "roles">;

const EVERYTHING: CredentialRights = { use: true, manage: true, see: true };

/**
 * What the caller may do with a credential, besides what its scopes allow. Without `access` that is everything. With it, only who
 * is named under `use` uses the credential: an administrator is bound by that too, but may manage, and so name itself.
 */
export function rightsBy(access: Access | null, who: Who, space: Pick<Space, "id">): CredentialRights {
  if (access === null) return EVERYTHING;
  const isNamed = (ids: readonly string[]) => names(ids, who, space);
  const use = isNamed(access.use);
  const manage = isNamed(access.manage) || isAdministrator(who, space);
  return { use, manage, see: use || manage };
}

/** An id means something only inside its space: a partner's identity is nobody's namesake in a tenant. */
const names = (ids: readonly string[], { homeId, identityId, groups }: Who, space: Pick<Space, "id">): boolean =>
  homeId === space.id && [identityId, ...groups].some((id) => ids.includes(id));

/** The tenant's own administrators, and those of its partner who act in it. */
export const isAdministrator = ({ homeId, roles }: Who, space: Pick<Space, "id">): boolean =>
  roles.includes(homeId === space.id ? "tenant_admin" : "partner_admin");
