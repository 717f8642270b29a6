import { beforeEach, expect, it } from "vitest";
import { newStore, refusal, type Store } from "../secrets/support";
import { type Answer, must, newTenant, type TestTenant } from "../support/api";
import { newPolicy } from "./support";

let store: Store;

const given = (body: object = {}, tenant: TestTenant = store) => newPolicy(tenant, body);

const generate = (id: string, body: object): Promise<Answer> =>
  store.api(`POST /v1/secret-policies/${id}/generate`, body);

const anew = async () => {
  store = await newStore();
};

beforeEach(anew);

it("a secret's generation policy must be there when a body names it; nothing is written otherwise", async () => {
  const wanted = { status: 404, code: "secret_policy_not_found", details: { field: "options.secret_policy_id" } };
  const foreign = await given({}, await newTenant());
  const id = await given();
  for (const unknown of ["", "sp_x", foreign]) {
    const options = { secret_policy_id: unknown };
    expect(refusal(await store.at("PUT new", { data: { k: 1 }, options }))).toEqual(wanted);
    expect(refusal(await generate(id, { path: "new", options }))).toEqual(wanted);
  }
  expect((await store.at("GET new")).status).toBe(404);
  must(await store.at("PUT old", { data: { k: 1 } }), 201);
  expect(refusal(await store.at("PATCH old", { options: { secret_policy_id: foreign } }))).toEqual(wanted);
});

it("a secret's generation policy is attached, kept, changed and detached by PUT and PATCH", async () => {
  const [one, two] = [await given(), await given({ is_active: false })];
  const attached = async () => (await store.at("GET a")).body.secret_policy_id;
  must(await store.at("PUT a", { data: { k: 1 }, options: { secret_policy_id: one } }), 201);
  expect([await attached(), (await store.at("GET metadata/a")).body.secret_policy_id]).toEqual([one, one]);
  must(await store.at("PUT a", { data: { k: 2 } }), 200);
  expect(await attached()).toBe(one);
  must(await store.at("PATCH a", { options: { secret_policy_id: two } }), 200);
  expect(await attached()).toBe(two);
  must(await store.at("PUT a", { data: { k: 2 }, options: { secret_policy_id: null } }), 200);
  expect(await attached()).toBeNull();
});
