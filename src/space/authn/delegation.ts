import { refuse } from "../../errors";
import type { Delegation } from "../../kernel/call";
import type { Space } from "../../kernel/space";
import type { AuthnScheme } from "./scheme";

/** Whom another space's object let act here. At home the token counts, also if the request named another space on the way. */
export const delegation: AuthnScheme = {
  handles: ({ space }, { delegated }) => delegated !== undefined && delegated.actor.homeId !== space.id,
  authenticate: ({ space }, { delegated }) =>
    delegated && isValidDelegation(space, delegated) ? { ok: true, actor: delegated.actor } : refuse("internal_error"),
};

/** Only this Worker's own code makes delegations. All the same: one for another space, or of a stranger to this one, is none. */
function isValidDelegation({ id, kind, partnerId }: Space, { spaceId, actor }: Delegation): boolean {
  if (spaceId !== id) return false;
  return kind === "partner" ? actor.partnerId === id : partnerId !== null && actor.homeId === partnerId;
}
