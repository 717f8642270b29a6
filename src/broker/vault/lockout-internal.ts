import { AppError, ok } from "../../errors";
import type { Core } from "../../kernel/core";
import { callSpace, internal } from "../../kernel/internal";
import type { SpaceRpc } from "../../kernel/rpc";
import { setState } from "../states";
import { brokerStore } from "../store";
import { type LockoutRpc, lockoutGuard, type PermitRequest, type Settlement } from "./lockout-guard";

export const acquireLogin = internal({
  name: "logins.acquire",
  run: (core, request: PermitRequest) => lockoutGuard(core).acquire(request),
});

export const releaseLogin = internal({
  name: "logins.release",
  async run(core, settlement: Settlement) {
    await lockoutGuard(core).release(settlement);
    await noteLogin(core, settlement);
    return ok(null);
  },
});

/** The gate of a tenant, as an integration's session asks for it. */
export const lockoutGuardOf = (space: SpaceRpc): LockoutRpc => ({
  acquire: (request) => callSpace(space, acquireLogin, request),
  async release(settlement) {
    const released = await callSpace(space, releaseLogin, settlement);
    // An object without a space has counted nothing. Any other failure leaves the login counted, and the caller must know.
    if (!released.ok && released.error.code !== "internal_error") throw new AppError(released.error);
  },
});

/** A login of the secret id that is stored tells how the integration is; a trial, or one of an older secret id, does not. */
async function noteLogin(core: Core, settlement: Settlement): Promise<void> {
  const { integrationId, outcome, purpose, revision } = settlement;
  const memory = await brokerStore(core)
    .load()
    .catch(() => undefined); // then the next login tells
  if (purpose !== "use" || memory?.integrations.get(integrationId)?.revision !== revision) return;
  setState(core, integrationId, outcome === "good" ? "healthy" : "failing", core.clock());
}
