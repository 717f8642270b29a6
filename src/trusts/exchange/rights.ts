import { groupsMadeBy } from "../../identities/stored";
import type { Role, Scope } from "../../kernel/actor";
import type { ReadDb } from "../../kernel/db";
import type { TrustRow } from "../tables";
import type { Bearer } from "./bearer";

/** What a trust gives its bearer, who never gets more than the identity may have itself. */

export const rolesHeld = ({ holder, trust }: Pick<Bearer, "holder" | "trust">): readonly Role[] =>
  holder ? holder.roles : trust.roles;

/** Without those that count for administrators alone, unless the bearer is one. */
export const scopesHeld = (bearer: Pick<Bearer, "holder" | "trust">): readonly Scope[] => {
  const isAdmin = rolesHeld(bearer).length > 0;
  return bearer.trust.scopes.filter((scope) => isAdmin || (scope !== "admin" && scope !== "identity:admin"));
};

/** Of these groups those that the trust still means: one that was deleted and made again since it was written is another. */
export const groupsMeant = (db: ReadDb, { updatedAtMs }: TrustRow, groups: readonly string[]): readonly string[] =>
  groupsMadeBy(db, groups, updatedAtMs);
