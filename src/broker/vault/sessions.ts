import { perSpace } from "../../kernel/per-space";
import type { Space } from "../../kernel/space";
import type { SessionRpc } from "./session/rpc";

/** The session of one integration, as the tenant's object sees it. The only cast: RPC's own types lose tagged answers. */
export const sessionStub = (env: Env, integrationId: string): SessionRpc =>
  env.SESSIONS.getByName(integrationId) as unknown as SessionRpc;

const stubOf = perSpace(
  ({ env }) =>
    (integrationId: string) =>
      sessionStub(env, integrationId),
);

/** The session of one of this space's integrations. */
export const vaultSession = (of: { readonly space: Space }, integrationId: string): SessionRpc =>
  stubOf(of)(integrationId);
