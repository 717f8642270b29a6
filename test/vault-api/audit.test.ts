import { beforeEach, describe, expect, it } from "vitest";
import { type AuditRow, must } from "../support/api";
import { rowsOf } from "../support/spaces";
import { newReceiver, type Receiver } from "../webhooks/support";
import { newVaultSide, noteOf, rule, type VaultSide, vaultAs, vaultRows } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const A = "secret/data/app/a";
const TTL = { "x-vault-wrap-ttl": "60" };

/** What the log keeps of a call: what, whether, where, and what else is told but the way in. */
function told({ action, error_code, secret_path, extra_data }: AuditRow) {
  const { source, ...notes } = noteOf(extra_data);
  expect(source).toBe("vault-api");
  return [action, error_code ?? "ok", secret_path, notes];
}
const log = async () => (await vaultRows(side)).map(told);

describe("the log", () => {
  it("keeps each verb of values with its versions, its path and the way it came", async () => {
    must(await vault(`POST ${A}`, { data: { k: 1 } }), 200);
    must(await vault(`PATCH ${A}`, { data: { k: 2 } }), 200);
    must(await vault(`GET ${A}`), 200);
    must(await vault(`GET ${A}?version=1`), 200);
    must(await vault("GET secret/subkeys/app/a"), 200);
    must(await vault(`DELETE ${A}`), 204);
    must(await vault("POST secret/delete/app/a", { versions: [1, 9] }), 204);
    must(await vault("POST secret/undelete/app/a", { versions: [1, 2] }), 204);
    must(await vault("POST secret/destroy/app/a", { versions: [1] }), 204);
    must(await vault("GET secret/metadata/app/a"), 200);
    must(await vault("POST secret/metadata/app/a", { max_versions: 3, custom_metadata: { a: "1" } }), 204);
    must(await vault("GET secret/metadata/app/?list=true"), 200);
    must(await vault("GET secret/metadata/?scan=true"), 200);
    must(await vault("DELETE secret/metadata/app/a"), 204);
    expect(await log()).toEqual([
      ["write", "ok", "app/a", { version: 1, created: true }],
      ["write", "ok", "app/a", { version: 2, created: false }],
      ["read", "ok", "app/a", { version: 2 }],
      ["read", "ok", "app/a", { version: 1 }],
      ["read", "ok", "app/a", { version: 2 }],
      ["version_delete", "ok", "app/a", { versions: [2] }],
      ["version_delete", "ok", "app/a", { versions: [1] }],
      ["version_undelete", "ok", "app/a", { versions: [1, 2] }],
      ["version_destroy", "ok", "app/a", { versions: [1] }],
      ["list", "ok", "app/a", {}],
      ["update", "ok", "app/a", { fields: ["max_versions", "custom_metadata"] }],
      ["list", "ok", null, { prefix: "app/", returned: 1 }],
      ["list", "ok", null, { prefix: "", returned: 1 }],
      ["delete", "ok", "app/a", { permanent: true, version: 2 }],
    ]);
  });

  it("keeps refusals as what they would have been, with the permission that was missing and no value", async () => {
    must(await vault(`POST ${A}`, { data: { k: 1 } }), 200);
    const before = (await log()).length;
    const none = vaultAs(
      await side.caller(["secrets:read", "secrets:write", "secrets:delete", "secrets:list"], [rule("x", "read")]),
    );
    for (const [line, body] of [
      [`GET ${A}`],
      [`POST ${A}`, { data: { k: "canary-value" } }],
      [`PATCH ${A}`, { data: { k: "canary-value" } }],
      [`DELETE ${A}`],
      ["POST secret/delete/app/a", { versions: [1] }],
      ["POST secret/undelete/app/a", { versions: [1] }],
      ["POST secret/destroy/app/a", { versions: [1] }],
      ["GET secret/metadata/app/a"],
      ["POST secret/metadata/app/a", { custom_metadata: { k: "canary-value" } }],
      ["DELETE secret/metadata/app/a"],
    ] as const)
      expect([line, (await none(line, body)).status]).toEqual([line, 403]);
    const refused = (permission: string, action: string) => [action, "access_denied", "app/a", { permission }];
    expect((await log()).slice(before)).toEqual([
      refused("read", "read"),
      refused("write", "write"),
      refused("write", "write"),
      refused("delete", "version_delete"),
      refused("delete", "version_delete"),
      refused("write", "version_undelete"),
      refused("admin", "version_destroy"),
      refused("list", "list"),
      refused("write", "update"),
      refused("admin", "delete"),
    ]);
    expect(JSON.stringify(await vaultRows(side))).not.toContain("canary-value");
  });

  it("keeps a lookup in vain, and a stale check-and-set, as failures", async () => {
    await vault("GET secret/data/none");
    must(await vault(`POST ${A}`, { data: { k: 1 } }), 200);
    await vault(`POST ${A}`, { data: { k: 2 }, options: { cas: 7 } });
    await vault(`GET ${A}?version=9`);
    expect((await log()).map(([action, outcome, path]) => [action, outcome, path])).toMatchObject([
      ["read", "secret_not_found", "none"],
      ["write", "ok", "app/a"],
      ["write", expect.stringMatching(/version_conflict|precondition_failed/), "app/a"],
      ["read", "version_not_found", "app/a"],
    ]);
  });

  it("keeps tokens, wrapping and cubbyhole by their accessors and paths, and no token", async () => {
    const made = must(await vault("POST auth/token/create", { ttl: "1h" }), 200).auth;
    must(await vaultAs(made.client_token)("POST auth/token/renew-self"), 200);
    const { token, accessor } = must(await vault("POST sys/wrapping/wrap", { a: "canary-value" }, TTL), 200).wrap_info;
    must(await vaultAs(token)("POST sys/wrapping/unwrap"), 200);
    must(await vault("POST cubbyhole/box", { a: "canary-value" }), 204);
    must(await vault("GET cubbyhole/box"), 200);
    must(await vault("GET cubbyhole/?list=true"), 200);
    must(await vault("DELETE cubbyhole/box"), 204);
    must(await vaultAs(made.client_token)("POST auth/token/revoke-self"), 204);
    const rows = await vaultRows(side);
    expect(rows.map(({ action, identity_id, error_code }) => [action, identity_id, error_code])).toEqual([
      ["token_create_child", "user:admin", null],
      ["token_renew", "user:admin", null],
      ["wrap", "user:admin", null],
      ["unwrap", "system:wrapping", null],
      ["cubbyhole_write", "user:admin", null],
      ["cubbyhole_read", "user:admin", null],
      ["cubbyhole_list", "user:admin", null],
      ["cubbyhole_delete", "user:admin", null],
      ["token_revoke", "user:admin", null],
    ]);
    expect(noteOf(rows[2]?.extra_data)).toMatchObject({ accessor, creation_path: "sys/wrapping/wrap" });
    const text = JSON.stringify(rows);
    for (const hidden of [made.client_token, token, "canary-value"]) expect(text).not.toContain(hidden);
  });

  it("keeps what is done natively without this mark", async () => {
    must(await side.tenant.api("PUT /v1/secrets/a", { data: { k: 1 } }), 201);
    must(await side.tenant.api("GET /v1/secrets/a"), 200);
    expect(await vaultRows(side)).toEqual([]);
  });
});

describe("webhooks", () => {
  let receiver: Receiver;
  const events = async () =>
    (await rowsOf(side.tenant.stub, "SELECT type, body FROM events ORDER BY rowid")).map(({ type, body }) => {
      const event = JSON.parse(String(body));
      expect(JSON.stringify(event)).not.toContain("canary-value");
      return [type, event.data];
    });

  it("are told of versions here as they are natively", async () => {
    receiver = await newReceiver();
    const hook = { name: "h", url: receiver.url, events: ["secret.*", "secret.accessed"] };
    must(await side.tenant.api("POST /v1/webhooks", hook), 201);
    must(await vault(`POST ${A}`, { data: { k: "canary-value" } }), 200);
    must(await vault(`PATCH ${A}`, { data: { l: 2 } }), 200);
    must(await vault(`GET ${A}`), 200);
    must(await vault(`DELETE ${A}`), 204);
    must(await vault("POST secret/undelete/app/a", { versions: [2] }), 204);
    must(await vault("POST secret/destroy/app/a", { versions: [1, 2] }), 204);
    // What changes nothing is told to nobody.
    must(await vault("POST secret/undelete/app/a", { versions: [2] }), 204);
    must(await vault("DELETE secret/data/none"), 204);
    must(await vault("DELETE secret/metadata/app/a"), 204);
    must(await vault("DELETE secret/metadata/app/a"), 204);
    const deleted = { deleted_by: "user:admin", version_count: 1 };
    const created = { version: 1, secret_type: "kv", created_by: "user:admin", tags: [], expires_at: null };
    expect(await events()).toEqual([
      ["secret.created", created],
      ["secret.updated", { old_version: 1, new_version: 2, updated_by: "user:admin", is_rotation: false }],
      ["secret.accessed", { version: 2, accessed_by: "user:admin" }],
      ["secret.deleted", { ...deleted, version: 2, permanent: false }],
      ["secret.restored", { version: 2, restored_by: "user:admin" }],
      ["secret.deleted", { ...deleted, version: 2, permanent: true }],
      ["secret.deleted", { ...deleted, version: 1, permanent: true }],
      ["secret.deleted", { ...deleted, version_count: 0, permanent: true }],
    ]);
    await receiver.release();
  });
});
