import { beforeEach, expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../support/api";
import { fault } from "./broker-bench";

const PATH = "team/portal";
const LOGIN = { login: "me@acme.example", pass: "correct-horse", otp: "JBSWY3DPEHPK3PXP" };
const PASS = { pass: "better-horse" };
const place = { stage: "write", path: PATH, retryable: false };
const written = (version: number) => ({ path: PATH, mount: "secret", version, vaultPath: PATH });
let tenant: TestTenant;
let integration: string;

beforeEach(async () => {
  await newStore("admin");
});

/** A tenant whose administrator has this right on every path. */
async function newStore(permission: "admin" | "write"): Promise<void> {
  tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: [permission] }] });
  integration = must(await tenant.api("POST /api/v1/vault-integrations", { name: "own", type: "native" }), 201).id;
}

const push = (body: object = {}) =>
  tenant.api(`POST /api/v1/vault-integrations/${integration}/secrets`, { path: PATH, data: LOGIN, ...body });
const merge = (body: object = {}) => push({ data: PASS, merge: true, ...body });
const value = async () => must(await tenant.api(`GET /v1/secrets/${PATH}`), 200);

it("a push into the tenant's own store with a `cas` that is not the current version writes nothing, and says which version is", async () => {
  const conflict = (currentVersion: number) => ({
    status: 400,
    code: "vault_version_conflict",
    details: { ...place, currentVersion },
  });
  expect(fault(await push({ cas: 1 }))).toEqual(conflict(0));
  must(await push({ cas: 0 }), 201);
  for (const cas of [0, 2]) {
    expect(fault(await push({ cas }))).toEqual(conflict(1));
    expect(fault(await merge({ cas }))).toEqual(conflict(1));
  }
  expect(await value()).toMatchObject({ data: LOGIN, version: 1 });
  expect((await push({ cas: 1 })).body).toEqual(written(2));
});

it("a push into the tenant's own store that merges keeps what it does not name, with every digit, and begins a secret where none is", async () => {
  expect((await merge()).body).toEqual(written(1));
  const kept = '{"n":12345678901234567890,"pass":"old","__proto__":{"a":1.10}}';
  must(await tenant.api(`PUT /v1/secrets/${PATH}`, `{"data":${kept}}`), 200);
  expect((await merge({ cas: 2 })).body).toEqual(written(3));
  expect((await tenant.api(`GET /v1/secrets/${PATH}`)).text).toContain(
    '"data":{"n":12345678901234567890,"pass":"better-horse","__proto__":{"a":1.10}}',
  );
});

it("a push into the tenant's own store that merges does not need the right to read, as a patch does not", async () => {
  await newStore("write");
  must(await push(), 201);
  expect((await tenant.api(`GET /v1/secrets/${PATH}`)).status).toBe(403);
  expect((await merge()).body).toEqual(written(2));
});

it("a push into the tenant's own store that merges is refused over a deleted version, of which nothing may come back", async () => {
  must(await push(), 201);
  must(await tenant.api(`DELETE /v1/secrets/${PATH}?version=1`), 200);
  expect(fault(await merge())).toEqual({ status: 400, code: "vault_secret_deleted", details: place });
  must(await push(), 201);
  must(await tenant.api(`DELETE /v1/secrets/${PATH}`), 200);
  expect(fault(await merge())).toEqual({
    status: 400,
    code: "vault_rejected",
    details: { ...place, reason: "secret_exists" },
  });
});

it("a push into the tenant's own store obeys a secret that takes no write without check-and-set, merged or not", async () => {
  must(await push(), 201);
  must(await tenant.api(`PATCH /v1/secrets/${PATH}`, { options: { cas_required: true } }), 200);
  for (const answer of [await push(), await merge()])
    expect(fault(answer)).toEqual({
      status: 400,
      code: "vault_rejected",
      details: { ...place, reason: "cas_required" },
    });
  expect((await merge({ cas: 1 })).body).toEqual(written(2));
  expect((await value()).data).toEqual({ ...LOGIN, ...PASS });
});
