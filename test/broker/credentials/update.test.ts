import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  at,
  CREDENTIALS,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  refusal,
  setClock,
  stored,
  UNKNOWN_ID,
} from "../record-bench";
import { FIELD_FAULTS, KEYS, strangeIds, UNKNOWN_INTEGRATION } from "./support";

const update = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PATCH ${CREDENTIALS}/${id}`, body);

it("credentials.update refuses what creation refuses, null, nothing at all, and what never changes; and then nothing changes", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const made = await newCredential(tenant, id);
  const before = await stored(tenant);
  for (const [rest, fields] of FIELD_FAULTS)
    expect(refusal(await update(tenant, made.id, rest)), JSON.stringify(rest)).toEqual(fieldFaults(fields));
  for (const key of ["id", "createdAt", "updatedAt", "lastUsedAt"])
    expect(refusal(await update(tenant, made.id, { name: "n", [key]: made[key] }))).toEqual(
      fieldFaults({ [key]: "immutable" }),
    );
  const empty = { status: 400, code: "invalid_request", details: { reason: "empty" } };
  expect(refusal(await update(tenant, made.id, {}))).toEqual(empty);
  expect(refusal(await update(tenant, UNKNOWN_ID, {}))).toEqual(empty);
  expect(await stored(tenant)).toEqual(before);
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200)).toEqual(made);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual([
    "integration.created",
    "credential.created",
    "credential.read",
  ]);
});

it("credentials.update has one answer for integrations that are unknown, malformed or another tenant's, after the credential's own 404", async () => {
  const [tenant, stranger] = [await newTenant(), await newTenant()];
  const foreign = await newIntegration(stranger);
  const made = await newCredential(tenant, (await newIntegration(tenant)).id);
  const before = await stored(tenant);
  for (const vaultIntegrationId of strangeIds(foreign.id)) {
    const body = { vaultIntegrationId, name: "n" };
    expect(refusal(await update(tenant, made.id, body)), vaultIntegrationId).toEqual(UNKNOWN_INTEGRATION);
  }
  expect(refusal(await update(tenant, UNKNOWN_ID, { vaultIntegrationId: UNKNOWN_ID }))).toEqual(NOT_FOUND);
  expect(await stored(tenant)).toEqual(before);
});

it("credentials.update checks the result as a whole: a move to version 1 looks at the old path again", async () => {
  const tenant = await newTenant();
  const [versioned, plain] = [await newIntegration(tenant), await newIntegration(tenant, { kvVersion: 1 })];
  const made = await newCredential(tenant, versioned.id, { vaultPath: "team/data/auth" });
  const before = await stored(tenant);
  const faults = [{ vaultIntegrationId: plain.id }, { vaultIntegrationId: plain.id, vaultPath: "kv/sys/x" }];
  for (const body of faults)
    expect(refusal(await update(tenant, made.id, body))).toEqual(fieldFaults({ vaultPath: "reserved" }));
  expect(await stored(tenant)).toEqual(before);
  const moved = await update(tenant, made.id, { vaultIntegrationId: plain.id, vaultPath: "team/x" });
  expect(must(moved, 200)).toMatchObject({ vaultIntegrationId: plain.id, vaultPath: "team/x" });
  expect(refusal(await update(tenant, made.id, { vaultPath: "team/auth" }))).toEqual(
    fieldFaults({ vaultPath: "reserved" }),
  );
});

it("credentials.update replaces each given value whole, keeps the rest, and logs where it pointed before", async () => {
  const tenant = await newTenant();
  const [one, two] = [await newIntegration(tenant), await newIntegration(tenant)];
  await setClock(tenant, at("2026-05-11T09:31:07Z"));
  const made = await newCredential(tenant, one.id);
  const extra = async () => {
    const entry = await newest(tenant);
    expect(entry).toMatchObject({ action: "credential.updated", outcome: "ok", object: made.id });
    return entry?.extra;
  };
  const renamed = await update(tenant, made.id.toUpperCase(), { name: " new name " });
  expect(must(renamed, 200)).toEqual({ ...made, name: "new name", updatedAt: "2026-05-11T09:31:08Z" });
  expect(Object.keys(renamed.body)).toEqual(KEYS);
  expect(await extra()).toEqual({ credential_id: made.id, changed: ["name"] });

  const fieldMap = { username: "user", password: "otp_seed" };
  const remapped = must(await update(tenant, made.id, { fieldMap }), 200);
  expect(remapped).toEqual({ ...renamed.body, fieldMap, updatedAt: "2026-05-11T09:31:09Z" });
  expect(await extra()).toEqual({ credential_id: made.id, changed: ["fieldMap"] });

  await setClock(tenant, at("2026-05-11T10:00:00Z"));
  const change = {
    vaultIntegrationId: two.id.toUpperCase(),
    vaultPath: "kv/data/x",
    allowedDomains: ["A.example.net"],
  };
  const moved = must(await update(tenant, made.id, change), 200);
  expect(moved).toEqual({
    ...remapped,
    vaultIntegrationId: two.id,
    vaultPath: "kv/data/x",
    allowedDomains: ["a.example.net"],
    updatedAt: "2026-05-11T10:00:00Z",
  });
  expect(await extra()).toEqual({
    credential_id: made.id,
    changed: ["vaultIntegrationId", "vaultPath", "allowedDomains"],
    vault_integration_id: { old: one.id, new: two.id },
    vault_path: { old: made.vaultPath, new: "kv/data/x" },
    allowed_domains: { old: made.allowedDomains, new: ["a.example.net"] },
  });
  const same = must(await update(tenant, made.id, { vaultPath: "kv/data/x" }), 200);
  expect(same).toEqual({ ...moved, updatedAt: "2026-05-11T10:00:01Z" });
  await evict(tenant);
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200)).toEqual(same);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${one.id}`), 204);
  must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${two.id}`), 204);
  expect(refusal(await tenant.api(`GET ${CREDENTIALS}/${made.id}`))).toEqual(NOT_FOUND);
});

it("credentials.update counts for the next page at once: hosts and path are those of the change", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secrets: { "secret/data/new": { login: "me", pass: "pw" } } });
  const { id } = await newIntegration(tenant, { address: vault.address });
  const made = await newCredential(tenant, id, { fieldMap: { username: "login", password: "pass" } });
  const resolve = (url: string) => tenant.api(`POST ${CREDENTIALS}/${made.id}/resolve`, { url });
  expect(refusal(await resolve("https://portal.example.net/"))).toMatchObject({ code: "vault_path_not_found" });
  must(await update(tenant, made.id, { vaultPath: "secret/data/new", allowedDomains: ["new.example.net"] }), 200);
  expect(refusal(await resolve("https://portal.example.net/"))).toMatchObject({ code: "host_not_allowed" });
  await setClock(tenant, at("2027-01-02T03:04:05.678Z"));
  expect(must(await resolve("https://new.example.net/"), 200)).toMatchObject({ username: "me", password: "pw" });
  const read = must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200);
  expect(read.lastUsedAt).toBe("2027-01-02T03:04:05Z");
  expect(read.updatedAt < read.lastUsedAt).toBe(true);
  const unused = await newCredential(tenant, id);
  expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([read, unused]);
});
