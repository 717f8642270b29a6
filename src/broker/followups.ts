import { eq, inArray } from "drizzle-orm";
import type { Rooms } from "../kernel/context";
import type { Concluded, Followup } from "../space/followups";
import { setState } from "./integrations/records";
import { credentialStates, integrationStates } from "./state-tables";

type State = Pick<typeof integrationStates.$inferSelect, "status" | "lastCheckedAtMs">;

/** What belongs to a change of the broker's records. */
export type BrokerFollowup =
  /** `tried`: a login was tried for an integration that is not there yet, so a session may hold a token for it. */
  | { readonly kind: "integration_saved"; readonly id: string; readonly state: State | null; readonly tried: boolean }
  | {
      readonly kind: "integration_deleted";
      readonly id: string;
      readonly credentialIds: readonly string[];
      readonly hasSession: boolean;
    }
  | { readonly kind: "credential_saved" }
  | { readonly kind: "credential_deleted"; readonly id: string };

/** In the transaction that closes the change. */
export function forgetStates({ db }: Pick<Rooms, "db">, followup: Followup): void {
  if (followup.kind === "integration_saved" && followup.state)
    setState({ db }, followup.id, followup.state.status, followup.state.lastCheckedAtMs);
  if (followup.kind === "credential_deleted") forgetUse({ db }, [followup.id]);
  if (followup.kind !== "integration_deleted") return;
  db.delete(integrationStates).where(eq(integrationStates.integrationId, followup.id)).run();
  forgetUse({ db }, followup.credentialIds);
}

function forgetUse({ db }: Pick<Rooms, "db">, credentialIds: readonly string[]): void {
  for (let i = 0; i < credentialIds.length; i += 100)
    db.delete(credentialStates)
      .where(inArray(credentialStates.credentialId, credentialIds.slice(i, i + 100)))
      .run();
}

/** Of an integration that is gone, or never came. */
export async function forgetSessions(rooms: Pick<Rooms, "session">, concluded: Concluded): Promise<void> {
  const { followup, tookEffect } = concluded;
  if (tookEffect && followup.kind === "integration_deleted" && followup.hasSession)
    await forgetSession(rooms, followup.id);
  if (!tookEffect && followup.kind === "integration_saved" && followup.tried) await forgetSession(rooms, followup.id);
}

/** Nobody can use the session of an integration that is not there; what is left in it ends with the lease. */
export async function forgetSession({ session }: Pick<Rooms, "session">, id: string): Promise<void> {
  try {
    await session(id).forget();
  } catch {
    console.error(JSON.stringify({ level: "error", error: "session_not_forgotten", integration_id: id }));
  }
}
