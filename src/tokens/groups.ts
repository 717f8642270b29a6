import { groupsMadeBy } from "../identities/stored";
import type { ReadDb } from "../kernel/db";
import type { Holder } from "../policies/cache";
import type { TokenRow } from "./queries";

type Given = Pick<TokenRow, "groups" | "createdAtMs">;

/**
 * Groups that a token puts its bearer in, and that count now: those that are here, and were here when it was made. One that was
 * deleted and made again since is another, which the token was not given for.
 */
export const tokenGroupsOf = (db: ReadDb, { groups, createdAtMs }: Given): readonly string[] =>
  groupsMadeBy(db, groups ?? [], createdAtMs);

/** Whose policies count for a token: those of its identity, and of its own groups. */
export const holderOf = ({ db }: { readonly db: ReadDb }, row: TokenRow | Omit<TokenRow, "hash">): Holder => ({
  identityId: row.identityId,
  tokenGroups: tokenGroupsOf(db, row),
  policyIds: row.policyIds,
});
