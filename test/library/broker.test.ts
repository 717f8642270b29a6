import { inspect } from "node:util";
import { expect, it } from "vitest";
import { newFakeBench, PAGE, SECRET } from "../broker/broker-bench";
import { newTenant } from "../support/api";
import { clientOf, faultOf } from "./support";

it("library credentials.resolve throws for a page that is not the credential's, and its error holds no value", async () => {
  const { b, vault } = await newFakeBench();
  const { postern } = clientOf(b.tenant.admin);
  const error = await faultOf(postern.credentials.resolve(b.credentialId, { url: "https://evil.example/login" }));
  expect(error).toMatchObject({ code: "host_not_allowed", status: 403, details: { host: "evil.example" } });
  expect(await vault.calls()).toEqual([]);
});

it("library credentials.resolve gives the values, and does not show them when they are inspected", async () => {
  const { b } = await newFakeBench();
  const { postern } = clientOf(b.tenant.admin);
  const resolved = await postern.credentials.resolve(b.credentialId, { url: PAGE });
  expect(resolved).toMatchObject({
    credentialId: b.credentialId,
    host: "portal.example.net",
    username: SECRET.login,
    password: SECRET.pass,
    totp: { code: expect.stringMatching(/^\d{6}$/) },
  });
  for (const shown of [inspect(resolved, { depth: 9 }), inspect([resolved.totp], { depth: 9 })]) {
    expect(shown).not.toContain(SECRET.pass);
    expect(shown).not.toContain(SECRET.login);
    expect(shown).not.toContain(resolved.totp?.code);
  }
});

it("library records of the broker are made, matched, tested, changed, listed over pages and deleted", async () => {
  const { b } = await newFakeBench();
  const { credentials, integrations, browsers } = clientOf(b.tenant.admin).postern;
  expect(await credentials.match(b.credentialId, PAGE)).toMatchObject({ allowed: true });
  expect(await credentials.test(b.credentialId, { url: PAGE, allowRead: true })).toMatchObject({
    ok: true,
    code: null,
  });
  const { vaultIntegrationId, vaultPath, fieldMap } = await credentials.get(b.credentialId);
  const body = { name: "second", vaultIntegrationId, vaultPath, fieldMap, allowedDomains: ["shop.example.net"] };
  const second = await credentials.create(body);
  expect((await credentials.update(second.id, { name: "other" })).name).toBe("other");
  const listed = await credentials.list({ limit: 1 }).toArray();
  expect(listed.map(({ id }) => id)).toEqual([b.credentialId, second.id]);
  await credentials.delete(second.id);
  expect(await faultOf(credentials.get(second.id))).toMatchObject({ code: "not_found", status: 404 });
  const kinds = await credentials.events(b.credentialId, { limit: 1 }).toArray();
  expect(kinds.length).toBeGreaterThan(1);
  expect((await integrations.list().toArray()).map(({ id }) => id)).toEqual([b.integrationId]);
  expect((await integrations.rename(b.integrationId, "renamed")).name).toBe("renamed");
  expect(await integrations.test(b.integrationId)).toMatchObject({ ok: true });
  const browser = await browsers.create({ name: "far", endpoint: "wss://browser.example/{session}" });
  expect((await browsers.rename(browser.id, "near")).name).toBe("near");
  await browsers.delete(browser.id);
  expect(await browsers.list().toArray()).toEqual([]);
});

it("library credentials.authenticate names its run by a key, the given one or one of its own, so that it may be repeated", async () => {
  const { b } = await newFakeBench();
  const { postern, sent } = clientOf(await b.tenant.token(["credentials:authenticate"]));
  const wish = { browser: { browserId: "5f0c8a06-b867-7608-bcc3-d4aca577b38c" } };
  expect(await faultOf(postern.credentials.authenticate(b.credentialId, wish))).toMatchObject({
    code: "unknown_browser",
  });
  await faultOf(postern.credentials.authenticate(b.credentialId, { ...wish, idempotencyKey: "job-7" }));
  expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    "job-7",
  ]);
});

it("library tokens are made, shown once, never inspected, listed, rotated and revoked", async () => {
  const tenant = await newTenant();
  const { postern } = clientOf(tenant.admin);
  await postern.call("post", "/v1/identity/identities", { body: { identity_id: "sa:job" } });
  const made = await postern.tokens.create({ identity_id: "sa:job", name: "job", scopes: ["secrets:read"] });
  expect(made.token).toMatch(/^pst_/);
  expect(inspect(made)).not.toContain(made.token);
  const mine = clientOf(made.token).postern;
  expect((await mine.tokens.whoami()).identity_id).toBe("sa:job");
  const names = await postern.tokens.list({ limit: 1 }).toArray();
  expect(names.map(({ identity_id }) => identity_id)).toContain("sa:job");
  const rotated = await postern.tokens.rotate(made.id);
  expect(inspect(rotated)).not.toContain(rotated.token);
  await postern.tokens.revoke(rotated.id);
  expect(await faultOf(clientOf(rotated.token).postern.tokens.whoami())).toMatchObject({
    code: "token_revoked",
    status: 401,
  });
});
