import { expect, it } from "vitest";
import { must, newTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  CREDENTIALS,
  fieldFaults,
  INTEGRATIONS,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  refusal,
  stored,
  UNKNOWN_ID,
} from "../record-bench";

it("credentials.delete takes only the pointer: the vault is not asked, the integration stays, a second time is 404", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault();
  const integration = await newIntegration(tenant, { address: vault.address });
  const [made, other] = [await newCredential(tenant, integration.id), await newCredential(tenant, integration.id)];
  expect(refusal(await tenant.api(`DELETE ${CREDENTIALS}/${made.id}?x=1`))).toEqual(fieldFaults({ x: "unknown" }));
  const gone = await tenant.api(`DELETE ${CREDENTIALS}/${made.id.toUpperCase()}`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expect(await newest(tenant)).toEqual({
    action: "credential.deleted",
    outcome: "ok",
    object: made.id,
    extra: {
      credential_id: made.id,
      vault_integration_id: integration.id,
      vault_path: made.vaultPath,
      allowed_domains: made.allowedDomains,
    },
  });
  for (const method of ["DELETE", "GET"])
    expect(refusal(await tenant.api(`${method} ${CREDENTIALS}/${made.id}`))).toEqual(NOT_FOUND);
  expect((await stored(tenant)).credentials).toMatchObject([{ id: other.id }]);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([integration]);
  expect(await vault.calls()).toEqual([]);
});

it("credentials.delete refuses who lacks the scope, and leaves one row for each", async () => {
  const tenant = await newTenant();
  const token = await tenant.token(["integrations:write", "credentials:use"]);
  const options = { headers: { authorization: `Bearer ${token}` } };
  const lines: [string, string, string][] = [
    [`POST ${CREDENTIALS}`, "credentials:write", "credential.created"],
    [`GET ${CREDENTIALS}`, "credentials:read", "credential.listed"],
    [`GET ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:read", "credential.read"],
    [`PATCH ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:write", "credential.updated"],
    [`DELETE ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:write", "credential.deleted"],
    [`GET ${CREDENTIALS}/${UNKNOWN_ID}/events`, "credentials:read", "credential.events_read"],
    [`GET ${INTEGRATIONS}`, "integrations:read", "integration.listed"],
    [`GET ${INTEGRATIONS}/${UNKNOWN_ID}/events`, "integrations:read", "integration.events_read"],
  ];
  for (const [line, scope, action] of lines) {
    const answer = await tenant.api(line, line.startsWith("GET") ? undefined : {}, options);
    expect(refusal(answer), line).toEqual({
      status: 403,
      code: "insufficient_scope",
      details: { required_scope: scope },
    });
    expect(await newest(tenant)).toEqual({ action, outcome: "insufficient_scope", object: null, extra: {} });
  }
});
