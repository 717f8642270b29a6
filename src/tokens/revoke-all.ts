import { and, eq, isNull } from "drizzle-orm";
import type { HookContext } from "../kernel/hooks";
import { KEPT_MS } from "./lifetime";
import { tokens } from "./tables";

/** All tokens of an identity that goes are dead from this instant on; the caller's audit row says how many. */
export function revokeTokensOf({ db, now, audit, schedule }: HookContext, identityId: string): void {
  const revoked = db
    .update(tokens)
    .set({ revokedAtMs: now })
    .where(and(eq(tokens.identityId, identityId), isNull(tokens.revokedAtMs)))
    .returning({ id: tokens.id })
    .all();
  audit.annotate({ tokens_revoked: revoked.length });
  schedule(now + KEPT_MS);
}
