import { inArray } from "drizzle-orm";
import type { Core } from "../kernel/core";
import { credentialStates, integrationStates } from "./state-tables";

/** What the tenant's object keeps of its integrations and credentials, beside the records in D1. */

export type LoginStatus = "unknown" | "healthy" | "failing";

/** Neither key moves `updatedAt`. `null`: never checked since the secret id was set. */
export function setState(
  { db }: Pick<Core, "db">,
  integrationId: string,
  status: LoginStatus,
  lastCheckedAtMs: number | null,
): void {
  const state = { status, lastCheckedAtMs };
  db.insert(integrationStates)
    .values({ integrationId, ...state })
    .onConflictDoUpdate({ target: integrationStates.integrationId, set: state })
    .run();
}

/** Of credentials that are gone. */
export function forgetUse({ db }: Pick<Core, "db">, credentialIds: readonly string[]): void {
  for (let i = 0; i < credentialIds.length; i += 100)
    db.delete(credentialStates)
      .where(inArray(credentialStates.credentialId, credentialIds.slice(i, i + 100)))
      .run();
}
