import { expect, it } from "vitest";
import { VaultClient } from "../../../src/broker/vault/client";
import { unwrap } from "../../../src/errors";
import { type Answer, newFakeVault } from "../../support/fake-vault";
import { bench, CANARY, ERROR_BODY, failure, on, PLACE, READ } from "./client-support";

const rows: [number, string, boolean][] = [
  [400, "vault_rejected", false],
  [404, "vault_path_not_found", false],
  [405, "vault_rejected", false],
  [408, "vault_unavailable", true],
  [412, "vault_unavailable", true],
  [413, "vault_rejected", false],
  [418, "vault_rejected", false],
  [429, "vault_rate_limited", true],
  [472, "vault_unavailable", true],
  [473, "vault_unavailable", true],
  [500, "vault_unavailable", true],
  [501, "vault_unavailable", true],
  [502, "vault_unavailable", true],
  [503, "vault_sealed", true],
  [599, "vault_unavailable", true],
  [300, "vault_redirected", false],
  [302, "vault_redirected", false],
  [307, "vault_redirected", false],
  [201, "vault_bad_answer", false],
  [206, "vault_bad_answer", false],
];

it.each(rows)(
  "a read that the vault does not answer well is told for %i as %s, without a byte of the answer",
  async (status, code, retryable) => {
    const b = await bench(on(READ, { status, ...ERROR_BODY, headers: { location: `http://127.0.0.1:9/${CANARY}` } }));
    const result = await b.request().readSecret(READ);
    expect(result).toEqual(failure(code, { stage: "read", path: READ, upstreamStatus: status, retryable }));
    expect(await b.callsOf(READ)).toHaveLength(status === 412 ? 2 : 1);
  },
);

it.each([
  ["7", 7],
  ["0", 1],
  ["61", 60],
  ["1234567890", 60],
  ["Wed, 21 Oct 2015 07:28:00 GMT", 1],
  ["soon", undefined],
  [undefined, undefined],
])("a read that the vault does not answer well passes on a Retry-After of %s as %s", async (given, passed) => {
  const headers: Record<string, string> = given === undefined ? {} : { "retry-after": given };
  const b = await bench(on(READ, { status: 429, headers }));
  const details = { stage: "read", path: READ, upstreamStatus: 429, retryable: true };
  expect(await b.request().readSecret(READ)).toEqual(failure("vault_rate_limited", details, passed));
});

it.each([
  "Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume service shortly.",
  "* Waiting for the primary to upgrade from non-versioned to versioned data. This backend will be unavailable.",
])(
  "a read that the vault does not answer well is passing while the engine upgrades itself, and a write is too: %s",
  async (text) => {
    const answer = { status: 400, json: { errors: [`1 error occurred:\n\t${text} ${CANARY}`] } };
    const b = await bench({ rules: [READ, "secret/data/app/new"].map((path) => ({ path, answer })) });
    const told = (stage: string, path: string) =>
      failure("vault_unavailable", { stage, path, upstreamStatus: 400, retryable: true });
    expect(await b.request().readSecret(READ)).toEqual(told("read", READ));
    expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(told("write", "secret/data/app/new"));
    expect((await b.vault.calls()).length).toBe(3);
  },
);

it.each<[string, Answer]>([
  ["a page", { text: `<html>${CANARY}</html>` }],
  ["no body", {}],
  ["what a TLS port says to http", { text: "Client sent an HTTP request to an HTTPS server.\n" }],
  ["JSON of another service", { json: { message: CANARY } }],
  ["errors that are no texts", { json: { errors: [{ message: CANARY }] } }],
  ["errors that are no list", { json: { errors: CANARY } }],
  ["a page that speaks of an upgrade", { text: "Upgrading from non-versioned to versioned data." }],
])("a read that the vault does not answer well is no vault's at all with a 400 and %s", async (_, answer) => {
  const b = await bench(on(READ, { status: 400, ...answer }));
  const details = { stage: "read", path: READ, upstreamStatus: 400, retryable: false };
  expect(await b.request().readSecret(READ)).toEqual(failure("vault_not_a_vault", details));
});

const bad: [string, Answer, string?][] = [
  ["a page of HTML", { text: `<html>${CANARY}</html>`, headers: { "content-type": "text/html" } }],
  ["an empty body", { text: "" }],
  ["ten megabytes", { sizeBytes: 10_000_000 }],
  ["256 KiB and one byte", { text: JSON.stringify({ data: { data: {} } }).padEnd(256 * 1024 + 1) }],
  ["a list", { json: [] }, "kv_version"],
  ["no data", { json: {} }, "kv_version"],
  ["a secret of version 1", { json: { data: { login: "me" } } }, "kv_version"],
  ["data that is a list", { json: { data: { data: [] } } }, "kv_version"],
  ["data that is null", { json: { data: { data: null } } }, "kv_version"],
  ["a version that is text", { json: { data: { data: {}, metadata: { version: "4" } } } }, "kv_version"],
];

it.each(bad)("a read that the vault does not answer well is a bad answer with %s", async (_, answer, hint) => {
  const b = await bench(on(READ, answer));
  const details = { stage: "read", path: READ, upstreamStatus: 200, ...(hint ? { hint } : {}), retryable: false };
  expect(await b.request().readSecret(READ)).toEqual(failure("vault_bad_answer", details));
});

it.each([
  ["deletion_time", { deletion_time: "2026-05-11T09:30:00Z", destroyed: false }, "vault_secret_deleted"],
  ["destroyed", { deletion_time: "", destroyed: true }, "vault_secret_deleted"],
  ["neither", { deletion_time: "", destroyed: false }, "vault_path_not_found"],
])("a read that the vault does not answer well tells a 404 that shows %s apart", async (_, metadata, code) => {
  const b = await bench(on(READ, { status: 404, json: { data: { data: null, metadata } } }));
  const details = { stage: "read", path: READ, upstreamStatus: 404, retryable: false };
  expect(await b.request().readSecret(READ)).toEqual(failure(code, details));
});

it("a read that the vault does not answer well hints at the missing segment `data` for a path that is unknown or closed, with version 2 only", async () => {
  for (const [status, code] of [
    [404, "vault_path_not_found"],
    [403, "vault_permission_denied"],
  ] as const) {
    const answer = { status, json: { errors: [] } };
    const b = await bench({ rules: ["secret/app/db", "data/app"].map((path) => ({ path, answer })) });
    const details = (path: string) => ({ stage: "read", path, upstreamStatus: status, retryable: false });
    const hinted = (path: string) => failure(code, { ...details(path), hint: "missing_data_segment" });
    expect(await b.request().readSecret("secret/app/db")).toEqual(hinted("secret/app/db"));
    expect(await b.request().readSecret("data/app")).toEqual(hinted("data/app"));
    expect(await b.request(1).readSecret("secret/app/db")).toEqual(failure(code, details("secret/app/db")));
  }
});

it("a read that the vault does not answer well hints by what the vault says of its engine, whatever the path looks like", async () => {
  const warnings = [`Invalid path for a versioned K/V secrets engine. ${CANARY}`];
  const b = await bench(on("team/data/app", { status: 404, json: { data: null, warnings } }));
  const told = (hint: string) =>
    failure("vault_path_not_found", {
      stage: "read",
      path: "team/data/app",
      upstreamStatus: 404,
      hint,
      retryable: false,
    });
  expect(await b.request().readSecret("team/data/app")).toEqual(told("missing_data_segment"));
  expect(await b.request(1).readSecret("team/data/app")).toEqual(told("kv_version"));
});

it("a read that the vault does not answer well is sent a second time when it got no answer, and no third time", async () => {
  const once = await bench(on(READ, { close: true }, { nth: 1 }));
  expect(unwrap(await once.request().readSecret(READ)).version).toBe(1);
  const never = await bench(on(READ, { close: true }));
  const details = { stage: "read", path: READ, retryable: true };
  expect(await never.request().readSecret(READ)).toEqual(failure("vault_unreachable", details));
  expect([(await once.callsOf(READ)).length, (await never.callsOf(READ)).length]).toEqual([2, 2]);
});

it("a read that the vault does not answer well is sent a second time after a 412, a quarter of a second later", async () => {
  const b = await bench(on(READ, { status: 412 }, { nth: 1 }));
  expect((await b.request().readSecret(READ)).ok).toBe(true);
  const [first, second] = await b.callsOf(READ);
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(240);
});

it("a read that the vault does not answer well follows no redirect: neither token nor request reaches another host", async () => {
  const other = await newFakeVault();
  const b = await bench(on(READ, { status: 307, headers: { location: `${other.address}/v1/${READ}` } }));
  expect((await b.request().readSecret(READ)).ok).toBe(false);
  expect(await other.calls()).toEqual([]);
});

it("a read that the vault does not answer well makes no connection to an address that is no longer allowed, whether or not a token is held", async () => {
  const b = await bench();
  await b.request().readSecret(READ);
  const before = (await b.vault.calls()).length;
  const closed = new VaultClient({ ...b, kvVersion: 2, allow: [], now: Date.now });
  const details = { stage: "address", path: READ, retryable: false };
  expect(await closed.readSecret(READ)).toEqual(failure("vault_address_refused", details));
  expect(await b.vault.calls()).toHaveLength(before);
});
