import { expect, it } from "vitest";
import { must, newTenant } from "../../support/api";
import { CREDENTIALS, NOT_FOUND, newCredential, newest, newIntegration, refusal, UNKNOWN_ID } from "../record-bench";

it("credentials.read has one answer for ids that are missing, malformed, gone, or another tenant's", async () => {
  const [tenant, stranger] = [await newTenant(), await newTenant()];
  const foreign = await newCredential(stranger, (await newIntegration(stranger)).id);
  const integration = await newIntegration(tenant);
  const gone = await newCredential(tenant, integration.id);
  must(await tenant.api(`DELETE ${CREDENTIALS}/${gone.id}`), 204);
  const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
  for (const [method, body] of [["GET"], ["PATCH", { name: "n" }], ["DELETE"]] as const) {
    const missing = await tenant.api(`${method} ${CREDENTIALS}/${UNKNOWN_ID}`, body);
    expect(refusal(missing)).toEqual(NOT_FOUND);
    for (const id of [foreign.id, gone.id, integration.id, "none", "__proto__", "%00"]) {
      const answer = await tenant.api(`${method} ${CREDENTIALS}/${id}`, body);
      expect([answer.status, strip(answer.text)], `${method} ${id}`).toEqual([404, strip(missing.text)]);
    }
    expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
  }
  expect(must(await stranger.api(`GET ${CREDENTIALS}/${foreign.id}`), 200)).toEqual(foreign);
});

it("credentials.read compares ids in lower case", async () => {
  const tenant = await newTenant();
  const made = await newCredential(tenant, (await newIntegration(tenant)).id);
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id.toUpperCase()}`), 200)).toEqual(made);
  expect(await newest(tenant)).toEqual({
    action: "credential.read",
    outcome: "ok",
    object: made.id,
    extra: { credential_id: made.id },
  });
});
