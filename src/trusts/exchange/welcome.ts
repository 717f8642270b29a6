import { AppError } from "../../errors";
import { addIdentity, findIdentity } from "../../identities/operations";
import { noteSeen } from "../../identities/stored";
import { newEntry } from "../../kernel/audit";
import type { Meta } from "../../kernel/call";
import type { ObjectCore } from "../../kernel/core";
import { type Check, failed, passed } from "../checks";
import type { Bearer } from "./bearer";
import { groupsMeant } from "./rights";

/** How far `last_seen_at` may lag. */
const TOUCH_MS = 60_000;
/** Whose act it is that a trust lets somebody in, or nobody. */
export const EXCHANGE = { identityId: "system:exchange", identityType: "system", tokenId: null } as const;

/**
 * What it leaves that somebody comes by a trust without a token of ours: the first time their identity is made, with its row in the log,
 * and later it is noted that they were here.
 */
export async function welcome(core: ObjectCore, bearer: Bearer, meta: Meta): Promise<Check> {
  const now = core.clock();
  const { holder, identityId } = bearer;
  if (!holder) return await makeIdentity(core, bearer, meta, now);
  if (now - (holder.lastSeenAtMs ?? 0) >= TOUCH_MS)
    await core.journal.change(() => ({ value: noteSeen(core.db, identityId, now), rows: [] }));
  return passed("identity");
}

async function makeIdentity(core: ObjectCore, { trust, identityId }: Bearer, meta: Meta, now: number): Promise<Check> {
  const { roles } = trust;
  const row = (groups: readonly string[]) =>
    newEntry(
      core,
      meta,
      now,
      { ...EXCHANGE, homeId: core.space.id },
      {
        action: "identity_create",
        extra_data: { target_identity_id: identityId, groups, roles, trust_id: trust.id },
        secretPath: null,
      },
    );
  try {
    await core.journal.change(() => {
      // Two requests of one page may both have found nobody.
      if (findIdentity(core, identityId)) return { value: undefined, rows: [] };
      const groups = groupsMeant(core.db, trust, trust.groups);
      addIdentity({ ...core, now }, { identityId, displayName: null, groups, roles, isActive: true });
      return { value: undefined, rows: [row(groups)] };
    });
    return passed("identity");
  } catch (e) {
    if (e instanceof AppError) return failed("identity", "too_many");
    throw e;
  }
}
