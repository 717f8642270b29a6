import { eq } from "drizzle-orm";
import type { Core } from "../kernel/core";
import type { FollowupHandler } from "../kernel/followup";
import { providerOf } from "./providers";
import { integrationStates } from "./state-tables";
import { forgetUse, setState } from "./states";

type State = Pick<typeof integrationStates.$inferSelect, "status" | "lastCheckedAtMs">;

/** What belongs to a change of the broker's records. */
export type BrokerFollowup =
  /** `session`: of an integration that is not there yet, the kind that tried a login for it and may hold a token since. */
  | {
      readonly kind: "integration_saved";
      readonly id: string;
      readonly state: State | null;
      readonly session: string | null;
    }
  /** `session`: the kind that may hold a token for it; null: it has no login. */
  | {
      readonly kind: "integration_deleted";
      readonly id: string;
      readonly credentialIds: readonly string[];
      readonly session: string | null;
    }
  | { readonly kind: "credential_saved" }
  | { readonly kind: "credential_deleted"; readonly id: string };

type Of<K extends BrokerFollowup["kind"]> = Extract<BrokerFollowup, { kind: K }>;

const integrationSaved: FollowupHandler<Of<"integration_saved">> = {
  kind: "integration_saved",
  async besides(core, { followup, tookEffect }) {
    if (!tookEffect) await forgetLogin(core, followup);
  },
  within(core, { id, state }, { tookEffect }) {
    if (tookEffect && state) setState(core, id, state.status, state.lastCheckedAtMs);
  },
};

const integrationDeleted: FollowupHandler<Of<"integration_deleted">> = {
  kind: "integration_deleted",
  async besides(core, { followup, tookEffect }) {
    if (tookEffect) await forgetLogin(core, followup);
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

/** A plan that was made before it named a kind keeps its session, which ends with the lease. */
async function forgetLogin(core: Core, { id, session }: Pick<Of<"integration_deleted">, "id" | "session">) {
  if (session) await providerOf({ type: session }).login?.forget(core, id);
}
