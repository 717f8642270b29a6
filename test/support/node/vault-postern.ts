import { apiClient, expectStatus } from "../../../scripts/lib/api-client.mjs";
import { DEV_IDENTITY, devToken } from "../../../scripts/lib/bootstrap.mjs";
import { startTemporaryWorker } from "../../../scripts/lib/worker.mjs";
import type { VaultServer } from "../provided.d.ts";
import { TEST_BINDINGS } from "./bindings.ts";

/** A Postern at a socket, as `npm run dev` starts one, with a token that may do everything and the policy `read-app`. */
export async function startPostern(): Promise<VaultServer & { stop(): Promise<void> }> {
  const { url, stop } = await startTemporaryWorker({ vars: TEST_BINDINGS });
  try {
    const clientFor = (token: string) => apiClient(url, token);
    const token = await devToken({ operator: clientFor(TEST_BINDINGS.OPERATOR_TOKEN), clientFor });
    const developer = clientFor(token);
    const policy = { name: "read-app", rules: [{ path_pattern: "app/**", permissions: ["read", "list"] }] };
    const { id } = expectStatus("making a policy", await developer("POST", "/v1/policies", { body: policy }), 201);
    const binding = { identity_type: "user", identity_id: DEV_IDENTITY };
    const bound = await developer("POST", `/v1/policies/${id}/bindings`, { body: binding });
    expectStatus("binding the policy", bound, 201);
    return { name: "Postern", url: `${url}/vault`, token, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
