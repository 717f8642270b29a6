import { addIdentity } from "../../identities/operations";
import type { MutationContext } from "../../kernel/context";
import type { Bearer } from "./bearer";
import { groupsMeant } from "./rights";

/** Makes the identity of somebody who comes for the first time, with what the trust says of them. Gives what the log tells of it. */
export function makeHolder(
  ctx: Pick<MutationContext, "db" | "now" | "hooks" | "space">,
  { trust, identityId }: Pick<Bearer, "trust" | "identityId">,
) {
  const { id, roles } = trust;
  const groups = groupsMeant(ctx.db, trust, trust.groups);
  addIdentity(ctx, { identityId, displayName: null, groups, roles, isActive: true });
  return { target_identity_id: identityId, groups, roles, trust_id: id };
}
