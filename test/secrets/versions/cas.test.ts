import { beforeEach, expect, it } from "vitest";
import { must } from "../../support/api";
import { newStore, refusal, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  store.at(`PUT ${path}`, { data: { password: "x" }, ...rest }, headers);
const required = (current: number | null) => ({
  status: 412,
  code: "version_conflict",
  details: { reason: "required", current_version: current },
});

it("cas_required refuses a PUT that does not name the version which it replaces, and one that names another", async () => {
  must(await put("a", { options: { cas_required: true } }), 201);
  expect(refusal(await put("a"))).toEqual(required(1));
  expect(refusal(await put("a", {}, { "if-match": '"2"' }))).toEqual({
    status: 412,
    code: "version_conflict",
    details: { current_version: 1 },
  });
  expect(refusal(await put("a", { options: { cas_required: false } })).status).toBe(412);
  expect((await store.at("GET a")).body.version).toBe(1);
  must(await put("a", {}, { "if-match": '"1"' }), 200);
  expect((await store.at("GET metadata/a")).body).toMatchObject({ current_version: 2, cas_required: true });
});

it("cas_required as the setting binds every path, new ones too, and no secret can loosen it", async () => {
  must(await put("a", { options: { cas_required: false } }), 201);
  must(await store.api("PATCH /v1/tenant/settings", { cas_required: true }), 200);
  expect(refusal(await put("a"))).toEqual(required(1));
  expect(refusal(await put("new"))).toEqual(required(null));
  expect((await store.at("GET metadata/a")).body.cas_required).toBe(true);
  must(await put("new", {}, { "if-none-match": "*" }), 201);
  must(await store.api("PATCH /v1/tenant/settings", { cas_required: null }), 200);
  must(await put("a"), 200);
});

it("cas_required says that a deleted secret is in the way before it asks for a precondition", async () => {
  must(await put("a", { options: { cas_required: true } }), 201);
  must(await store.at("DELETE a"), 200);
  expect(refusal(await put("a")).code).toBe("secret_exists");
});

it("cas_required binds writes of a value that a client sends by PUT; rotations, made values, metadata, deletions and restores go on without", async () => {
  must(await put("a", { options: { cas_required: true } }), 201);
  const fields = [{ name: "password", generator: "random", config: { length: 24, charset: "full" } }];
  const recipe = must(await store.api("POST /v1/secret-policies", { name: "p", fields }), 201);
  must(await store.api(`POST /v1/secret-policies/${recipe.id}/generate`, { path: "a" }), 200);
  must(await store.at("POST a/rotate", { new_value: { password: "y" } }), 200);
  must(await store.at("PATCH a", { metadata: { owner: "me" } }), 200);
  must(await store.at("DELETE a?version=3"), 200);
  must(await store.at("POST a/restore?version=3"), 200);
  must(await store.at("DELETE a"), 200);
  must(await store.at("POST a/restore"), 200);
  expect((await store.at("GET a")).body).toMatchObject({ version: 3, data: { password: "y" } });
});
