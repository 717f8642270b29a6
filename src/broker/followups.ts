import { eq } from "drizzle-orm";
import type { Core } from "../kernel/core";
import type { FollowupHandler } from "../kernel/followup";
import { integrationStates } from "./state-tables";
import { forgetUse, setState } from "./states";
import { vaultSessions } from "./vault/sessions";

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

type Of<K extends BrokerFollowup["kind"]> = Extract<BrokerFollowup, { kind: K }>;

const integrationSaved: FollowupHandler<Of<"integration_saved">> = {
  kind: "integration_saved",
  async besides(core, { followup, tookEffect }) {
    if (!tookEffect && followup.tried) await forgetSession(core, followup.id);
  },
  within(core, { id, state }, { tookEffect }) {
    if (tookEffect && state) setState(core, id, state.status, state.lastCheckedAtMs);
  },
};

const integrationDeleted: FollowupHandler<Of<"integration_deleted">> = {
  kind: "integration_deleted",
  async besides(core, { followup, tookEffect }) {
    if (tookEffect && followup.hasSession) await forgetSession(core, followup.id);
  },
  within({ db }, { id, credentialIds }, { tookEffect }) {
    if (!tookEffect) return;
    db.delete(integrationStates).where(eq(integrationStates.integrationId, id)).run();
    forgetUse({ db }, credentialIds);
  },
};

const credentialDeleted: FollowupHandler<Of<"credential_deleted">> = {
  kind: "credential_deleted",
  within(core, { id }, { tookEffect }) {
    if (tookEffect) forgetUse(core, [id]);
  },
};

export const brokerFollowups: readonly FollowupHandler[] = [
  integrationSaved,
  integrationDeleted,
  { kind: "credential_saved" },
  credentialDeleted,
];

/** Nobody can use the session of an integration that is not there; what is left in it ends with the lease. */
export async function forgetSession(core: Pick<Core, "space">, id: string): Promise<void> {
  try {
    await vaultSessions(core)(id).forget();
  } catch {
    console.error(JSON.stringify({ level: "error", error: "session_not_forgotten", integration_id: id }));
  }
}
