import { eq } from "drizzle-orm";
import type { Core } from "../kernel/core";
import type { FollowupHandler } from "../kernel/followup";
import { unusedAudiences } from "./tables";

/** What belongs to a change of the tenant's audiences in D1. */
export type AudienceFollowup =
  | { readonly kind: "audience_reserved"; readonly audience: string }
  | { readonly kind: "audience_released"; readonly audience: string };

/** So long the call that reserved an audience may take until its trust is written. */
export const KEPT_UNUSED_MS = 60_000;

/** The alarm looks whether a trust has it, and gives it back if none does. */
export function noteUnused({ db, schedule }: Pick<Core, "db" | "schedule">, audience: string, nowMs: number): void {
  const row = { audience, sinceMs: nowMs };
  db.insert(unusedAudiences).values(row).onConflictDoUpdate({ target: unusedAudiences.audience, set: row }).run();
  schedule(nowMs + KEPT_UNUSED_MS);
}

/** No trust has it, or one does. */
export const forgetUnused = ({ db }: Pick<Core, "db">, audience: string): void =>
  void db.delete(unusedAudiences).where(eq(unusedAudiences.audience, audience)).run();

const audienceReserved: FollowupHandler<Extract<AudienceFollowup, { kind: "audience_reserved" }>> = {
  kind: "audience_reserved",
  within(core, { audience }, { tookEffect }) {
    if (tookEffect) noteUnused(core, audience, core.clock());
  },
};

const audienceReleased: FollowupHandler<Extract<AudienceFollowup, { kind: "audience_released" }>> = {
  kind: "audience_released",
  within(core, { audience }, { tookEffect }) {
    if (tookEffect) forgetUnused(core, audience);
  },
};

export const audienceFollowups: readonly FollowupHandler[] = [audienceReserved, audienceReleased];
