import { runInDurableObject } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import { OneByOne } from "../../src/kernel/turns";
import { newStore, refusal, START_MS, type Store } from "../secrets/support";
import { type Answer, must, type TestTenant } from "../support/api";
import { newPolicy } from "./support";

let store: Store;

const given = (body: object = {}, tenant: TestTenant = store) => newPolicy(tenant, body);

const generate = (id: string, body: object): Promise<Answer> =>
  store.api(`POST /v1/secret-policies/${id}/generate`, body);

const anew = async () => {
  store = await newStore();
};

const keys = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `k${at}`, generator: "rsa_keypair", config: { bits: 4096 } }));

const tooSlow = { status: 422, code: "validation_error", details: { reason: "too_slow", max_slow_fields: 1 } };

it("values that would hold up everybody for long are refused when the policy is saved, and by calls of one that is older than the rule", async () => {
  await anew();
  const id = await given();
  expect(refusal(await store.api("POST /v1/secret-policies", { name: "keys", fields: keys(20) }))).toEqual(tooSlow);
  expect(refusal(await store.api(`PATCH /v1/secret-policies/${id}`, { fields: keys(3) }))).toEqual(tooSlow);
  await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql.exec("UPDATE secret_policies SET fields = ? WHERE id = ?", JSON.stringify(keys(20)), id),
  );
  expect(refusal(await generate(id, { path: "tls/site" }))).toEqual(tooSlow);
  expect(refusal(await store.api(`POST /v1/secret-policies/${id}/preview`))).toEqual(tooSlow);
  expect((await store.at("GET tls/site")).status).toBe(404);
});

it("values that would hold up everybody for long count together when one rotation by policy makes them for many paths", async () => {
  await anew();
  const id = await given({ fields: keys(1) });
  const body = { name: "often", interval: "30d", auto_generate: true, secret_policy_id: id };
  const policy = must(await store.api("POST /v1/rotation/policies", body), 201);
  const paths = ["a", "b", "c"];
  for (const path of paths)
    must(await store.at(`PUT ${path}`, { data: { k: "1" }, options: { rotation_policy_id: policy.id } }), 201);
  expect(refusal(await store.api(`POST /v1/rotation/policies/${policy.id}/rotate`, { secret_paths: paths }))).toEqual(
    tooSlow,
  );
  expect((await store.at("GET a")).body.version).toBe(1);
});

const hashes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `h${at}`, generator: "bcrypt_hash", config: { rounds: 8 } }));

it("slow values of several calls have a limit of their own, and a call that passes it makes none", async () => {
  await anew();
  const id = await given({ fields: hashes(16) });
  const path = "web/login";
  expect((await store.api(`POST /v1/secret-policies/${id}/preview`)).status).toBe(200);
  const made = vi.spyOn(OneByOne.prototype, "run");
  for (const refused of [await generate(id, { path }), await store.api(`POST /v1/secret-policies/${id}/preview`)]) {
    expect(refusal(refused)).toEqual({
      status: 429,
      code: "rate_limited",
      details: { category: "slow_values", retry_after: 4 },
    });
  }
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
  expect((await store.at(`GET ${path}`)).status).toBe(404);
  await store.setClock(START_MS + 4_000);
  expect((await generate(id, { path })).status).toBe(201);
});

it("slow values of several calls are made one at a time, side by side as the calls may be", async () => {
  await anew();
  const id = await given({ fields: hashes(3) });
  const run = OneByOne.prototype.run;
  let [now, most, all] = [0, 0, 0];
  const watched = vi.spyOn(OneByOne.prototype, "run").mockImplementation(function (this: OneByOne, work) {
    return run.call(this, async () => {
      most = Math.max(most, ++now);
      all++;
      return await work().finally(() => void now--);
    }) as ReturnType<typeof work>;
  });
  const calls = ["a", "b", "c", "d"].map((path) => generate(id, { path }));
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  watched.mockRestore();
  expect([most, all]).toEqual([1, 12]);
});
