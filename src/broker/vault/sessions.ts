import { perSpace } from "../../kernel/per-space";
import type { SessionRpc } from "./session/rpc";

/** The session of one integration, as the tenant's object sees it. The only cast: RPC's own types lose tagged answers. */
export const sessionStub = (env: Env, integrationId: string): SessionRpc =>
  env.SESSIONS.getByName(integrationId) as unknown as SessionRpc;

/** The sessions of this space's integrations, by their ids. */
export const vaultSessions = perSpace(
  ({ env }) =>
    (integrationId: string) =>
      sessionStub(env, integrationId),
);
