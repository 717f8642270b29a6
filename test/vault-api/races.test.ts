import { beforeEach, expect, it } from "vitest";
import { call, must } from "../support/api";
import { rowsOf } from "../support/spaces";
import { newReceiver } from "../webhooks/support";
import { newVaultSide, noteOf, refusal, told, type VaultSide, vaultAs, vaultRows } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const STALE = told(400, "check-and-set parameter did not match the current version");
const together = <T>(count: number, one: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => one(at)));

it("of 32 writers that name the same version just one wins, and what it wrote is the next version", async () => {
  for (const cas of [0, 1]) {
    const answers = await together(32, (n) => vault("POST secret/data/a", { data: { n }, options: { cas } }));
    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(winners).toHaveLength(1);
    for (const lost of answers.filter(({ status }) => status !== 200)) expect(refusal(lost)).toEqual(STALE);
    const { data, metadata } = (await vault("GET secret/data/a")).body.data;
    expect([data.n, metadata.version]).toEqual([winners[0], cas + 1]);
  }
  expect(Object.keys((await vault("GET secret/metadata/a")).body.data.versions)).toEqual(["1", "2"]);
});

it("writers on both sides share one order of versions", async () => {
  must(await vault("POST secret/data/a", { data: { n: -1 } }), 200);
  const answers = await together(32, (n) =>
    n % 2 === 0
      ? vault("POST secret/data/a", { data: { n }, options: { cas: 1 } })
      : side.tenant.api("PUT /v1/secrets/a", { data: { n } }, { headers: { "if-match": '"1"' } }),
  );
  const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
  expect(winners).toHaveLength(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400, 412]));
  expect((await vault("GET secret/data/a")).body.data).toMatchObject({
    data: { n: winners[0] },
    metadata: { version: 2 },
  });
});

it("patches that come together lose nothing of each other", async () => {
  must(await vault("POST secret/data/a", { data: { keep: "k" } }), 200);
  const answers = await together(20, (n) => vault("PATCH secret/data/a", { data: { [`k${n}`]: n } }));
  expect(answers.map(({ body }) => body.data?.version).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 2),
  );
  const all = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, n]));
  expect((await vault("GET secret/data/a")).body.data.data).toEqual({ keep: "k", ...all });
});

it("of 16 writers of metadata that name the same version of it just one wins", async () => {
  const answers = await together(16, (n) =>
    vault("POST secret/metadata/a", { metadata_cas: 0, custom_metadata: { n: String(n) } }),
  );
  const winners = answers.flatMap(({ status }, n) => (status === 204 ? [n] : []));
  expect(winners).toHaveLength(1);
  expect((await vault("GET secret/metadata/a")).body.data).toMatchObject({
    current_metadata_version: 1,
    custom_metadata: { n: String(winners[0]) },
  });
});

it("of logins by a secret id of one use just one is let in, and the log tells of both", async () => {
  must(await vault("POST auth/approle/role/ci", { token_policies: [] }), 204);
  const { role_id } = must(await vault("GET auth/approle/role/ci/role-id"), 200).data;
  const { secret_id, secret_id_accessor } = must(
    await vault("POST auth/approle/role/ci/secret-id", { num_uses: 1 }),
    200,
  ).data;
  const answers = await together(2, () => vaultAs(null)("POST auth/approle/login", { role_id, secret_id }));
  const [lost, ...others] = answers.filter(({ status }) => status !== 200);
  expect([others.length, lost && refusal(lost)]).toEqual([0, told(400, "invalid role or secret ID")]);
  const rows = (await vaultRows(side)).filter(({ action }) => action === "vault_login");
  expect(rows.map(({ success, error_code }) => [success, error_code]).toSorted()).toEqual([
    [0, "login_refused"],
    [1, null],
  ]);
  const [won, refused] = rows.toSorted((a, b) => Number(b.success) - Number(a.success));
  expect(noteOf(won?.extra_data)).toMatchObject({ source: "vault-api", secret_id_accessor });
  expect(noteOf(refused?.extra_data)).toMatchObject({ source: "vault-api", cause: "secret_id" });
  expect(JSON.stringify(rows)).not.toContain(secret_id);
});

it("of 8 who show one wrapping token just one is given the answer, and the log and an event tell of the others", async () => {
  const receiver = await newReceiver();
  const hook = { name: "h", url: receiver.url, events: ["wrapping.*"] };
  const { id } = must(await side.tenant.api("POST /v1/webhooks", hook), 201);
  must(await vault("POST secret/data/a", { data: { k: "v" } }), 200);
  const { token, accessor } = must(
    await vault("GET secret/data/a", undefined, { "x-vault-wrap-ttl": "60" }),
    200,
  ).wrap_info;
  const answers = await together(8, (n) =>
    n % 2 === 0 ? vaultAs(token)("POST sys/wrapping/unwrap") : vault("POST sys/wrapping/unwrap", { token }),
  );
  const given = answers.filter(({ status }) => status === 200);
  expect(given.map(({ body }) => body.data.data)).toEqual([{ k: "v" }]);
  for (const lost of answers.filter(({ status }) => status !== 200))
    expect(refusal(lost)).toEqual(told(400, "wrapping token is not valid or does not exist"));
  const rows = (await vaultRows(side)).filter(({ action }) => action === "unwrap");
  expect(rows.map(({ error_code }) => error_code ?? "ok").toSorted()).toEqual([
    "ok",
    ...Array<string>(7).fill("wrapping_token_used"),
  ]);
  for (const { extra_data } of rows)
    expect(noteOf(extra_data)).toMatchObject({ source: "vault-api", accessor, creation_path: "secret/data/a" });
  const [event, ...more] = await rowsOf(side.tenant.stub, "SELECT type, body FROM events");
  expect([event?.["type"], more]).toEqual(["wrapping.unwrap_refused", []]);
  expect(JSON.parse(String(event?.["body"])).data).toMatchObject({
    accessor,
    creation_path: "secret/data/a",
    wrapped_by: "user:admin",
  });
  must(await side.tenant.api(`DELETE /v1/webhooks/${id}`), 204);
  await receiver.release();
});

it("of requests that come together with a token of two uses just two are served", async () => {
  must(await vault("POST secret/data/a", { data: { k: 1 } }), 200);
  const { client_token } = must(await vault("POST auth/token/create", { num_uses: 2 }), 200).auth;
  const answers = await together(6, () =>
    call("GET /vault/v1/secret/data/a", { headers: { "x-vault-token": client_token } }),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 403, 403, 403, 403]);
});
