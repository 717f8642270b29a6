import { AppError, type Details } from "../../errors";
import { findIdentity } from "../../identities/operations";
import { noteSeen, SEEN_LAG_MS } from "../../identities/stored";
import { newEntry } from "../../kernel/audit";
import type { Meta } from "../../kernel/call";
import type { ObjectCore } from "../../kernel/core";
import { type Check, failed, passed } from "../checks";
import type { Bearer } from "./bearer";
import { makeHolder } from "./holder";

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
  if (now - (holder.lastSeenAtMs ?? 0) >= SEEN_LAG_MS)
    await core.journal.change(() => ({ value: noteSeen(core.db, identityId, now), rows: [] }));
  return passed("identity");
}

async function makeIdentity(core: ObjectCore, bearer: Bearer, meta: Meta, now: number): Promise<Check> {
  const about = (extra_data: Details) =>
    newEntry(
      core,
      meta,
      now,
      { ...EXCHANGE, homeId: core.space.id },
      { action: "identity_create", extra_data, secretPath: null },
    );
  try {
    await core.journal.change(() => {
      // Two requests of one page may both have found nobody.
      const rows = findIdentity(core, bearer.identityId) ? [] : [about(makeHolder({ ...core, now }, bearer))];
      return { value: undefined, rows };
    });
    return passed("identity");
  } catch (e) {
    if (e instanceof AppError) return failed("identity", "too_many");
    throw e;
  }
}
