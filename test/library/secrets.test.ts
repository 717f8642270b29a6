import { expect, expectTypeOf, it } from "vitest";
import { isPosternError, type Secret } from "../../packages/client/src/library/index.ts";
import { newTenant } from "../support/api";
import { clientOf, faultOf } from "./support";

const RULES = [{ path_pattern: "shop/**", permissions: ["read", "write", "delete", "list", "rotate"] as const }];
const tenant = await newTenant({ rules: RULES.map((rule) => ({ ...rule, permissions: [...rule.permissions] })) });
const { postern, sent } = clientOf(tenant.admin);

it("library secrets.get throws an error with the code, the details and the id of the request for a path with nothing at it", async () => {
  const error = await faultOf(postern.secrets.get("shop/none"));
  expect(error).toMatchObject({
    name: "PosternError",
    code: "secret_not_found",
    status: 404,
    message: "secret_not_found: No secret at this path.",
    details: { path: "shop/none" },
    requestId: expect.stringMatching(/^req_/),
    retryAfterSeconds: null,
  });
  if (!isPosternError(error, "secret_not_found", "version_not_found")) throw new Error("it is told by its code");
  expectTypeOf(error.code).toEqualTypeOf<"secret_not_found" | "version_not_found">();
});

it.each(["", ".", "..", "shop/../../tokens", "shop//db", "/shop", "shop/", "shop/."])(
  "library secrets.get sends nothing for %j, whose address would be another route's",
  async (path) => {
    const before = sent.length;
    const error = await faultOf(postern.secrets.get(path));
    expect(error).toMatchObject({ code: "invalid_address", status: 0, details: { field: "path" } });
    expect(sent.length).toBe(before);
  },
);

it("library secrets.put refuses to make what is there, and to change what is another version, and tells both by one code", async () => {
  await postern.secrets.put("shop/guarded", { key: "one" }, { ifAbsent: true });
  expect(await faultOf(postern.secrets.put("shop/guarded", { key: "two" }, { ifAbsent: true }))).toMatchObject({
    code: "version_conflict",
    status: 412,
    details: { current_version: 1 },
  });
  expect(await faultOf(postern.secrets.put("shop/guarded", { key: "two" }, { ifVersion: 7 }))).toMatchObject({
    code: "version_conflict",
    status: 412,
  });
  expect((await postern.secrets.get("shop/guarded")).data).toEqual({ key: "one" });
});

it("library secrets are written, read, changed, listed, deleted and restored", async () => {
  const { secrets } = postern;
  const path = "shop/eu west/db:1";
  const made = await secrets.put(path, { user: "anna", password: "p1" }, { metadata: { owner: "web" } });
  expect(made).toMatchObject({ path, version: 1, created: true });
  expect(await secrets.put(path, { user: "anna", password: "p2" }, { ifVersion: 1 })).toMatchObject({ version: 2 });
  const secret = await secrets.get(path);
  expectTypeOf(secret).toEqualTypeOf<Secret>();
  expectTypeOf(secret.version).toBeNumber();
  expect(secret).toMatchObject({
    path,
    version: 2,
    data: { user: "anna", password: "p2" },
    metadata: { owner: "web" },
  });
  expect((await secrets.get(path, { version: 1 })).data).toEqual({ user: "anna", password: "p1" });
  expect(await secrets.patch(path, { metadata: { owner: "shop" } }, { ifVersion: 2 })).toMatchObject({
    current_version: 2,
    metadata: { owner: "shop" },
  });
  expect((await secrets.metadata(path)).path).toBe(path);
  expect((await secrets.versions(path)).map(({ version }) => version)).toEqual([2, 1]);
  expect(await secrets.rotate(path, { new_value: { password: "p3" }, ifVersion: 2 })).toMatchObject({ version: 3 });
  expect(await secrets.delete(path)).toMatchObject({ path, deleted: true, permanent: false });
  expect(await faultOf(secrets.get(path))).toMatchObject({ code: "secret_not_found" });
  expect(await secrets.restore(path)).toMatchObject({ path, restored: true });
  expect((await secrets.get(path)).data).toEqual({ password: "p3" });
});

it("library secrets.getMany gives what was found and says of the rest why not", async () => {
  await postern.secrets.put("shop/many/a", { key: "a" });
  const { secrets, errors } = await postern.secrets.getMany(["shop/many/a", "shop/many/none"]);
  expect(secrets["shop/many/a"]?.data).toEqual({ key: "a" });
  expect(errors).toMatchObject({ "shop/many/none": { code: "secret_not_found" } });
});

it("library secrets.list walks over its pages, and asks for no more of them than the walk comes to", async () => {
  for (const name of ["a", "b", "c", "d", "e"]) await postern.secrets.put(`shop/listed/${name}`, { key: name });
  const list = postern.secrets.list({ prefix: "shop/listed/", limit: 2 });
  const before = sent.length;
  const paths: string[] = [];
  for await (const { path } of list) {
    paths.push(path);
    if (paths.length === 3) break;
  }
  expect(paths).toEqual(["shop/listed/a", "shop/listed/b", "shop/listed/c"]);
  expect(sent.length - before).toBe(2);
  expect((await list.toArray()).map(({ path }) => path)).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => `shop/listed/${name}`),
  );
  expect(await faultOf(list.toArray(4))).toMatchObject({ code: "invalid_option", details: { max: 4 } });
  const pages = [];
  for await (const page of list.pages()) pages.push(page.items.length);
  expect(pages).toEqual([2, 2, 1]);
});

it("library calls by any route of the document have its types", async () => {
  const policies = await postern.call("get", "/v1/policies", { query: { limit: 1 } });
  expectTypeOf(policies.has_more).toBeBoolean();
  expect(policies.policies).toHaveLength(1);
  const { identity_id } = await postern.tokens.whoami();
  expect(identity_id).toBe("user:admin");
});

it("library fetch gives an answer that is no JSON, with the token and in the space of the client", async () => {
  const answer = await postern.fetch("/v1/audit/export", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ from: "2020-01-01", to: "2020-01-31", format: "csv" }),
  });
  expect([answer.status, sent.at(-1)?.headers.get("authorization")?.startsWith("Bearer pst_")]).toEqual([200, true]);
  await answer.body?.cancel();
});

it("library acts in the tenant that it names", async () => {
  const other = await newTenant();
  const { postern: foreign } = clientOf(tenant.admin, { tenant: other.id });
  expect(await faultOf(foreign.secrets.get("shop/guarded"))).toMatchObject({
    code: "tenant_access_denied",
    status: 403,
  });
  expect((await clientOf(tenant.admin, { tenant: tenant.id }).postern.secrets.get("shop/guarded")).version).toBe(1);
});

it("library with a cache reads a value once, gives each caller its own copy, and forgets it when it changes it", async () => {
  const { postern: caching, sent: asked } = clientOf(tenant.admin, { cache: true });
  await caching.secrets.put("shop/kept", { key: "one" });
  const first = await caching.secrets.get("shop/kept");
  Object.assign(first.data, { key: "spoilt" });
  expect((await caching.secrets.get("shop/kept")).data).toEqual({ key: "one" });
  expect(asked.map(({ method }) => method)).toEqual(["PUT", "GET"]);
  await caching.secrets.put("shop/kept", { key: "two" });
  expect((await caching.secrets.get("shop/kept")).data).toEqual({ key: "two" });
  caching.forget();
  await caching.secrets.get("shop/kept");
  expect(asked.map(({ method }) => method)).toEqual(["PUT", "GET", "PUT", "GET", "GET"]);
});

it("library calls are ended by their signal, with its reason", async () => {
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  const { secrets, credentials, tokens } = postern;
  for (const call of [
    () => secrets.get("shop/guarded", { signal }),
    () => secrets.put("shop/guarded", {}, { signal }),
    () => secrets.list({ signal }).toArray(),
    () => credentials.get("x", { signal }),
    () => tokens.whoami({ signal }),
  ])
    expect(await faultOf(call())).toBe(reason);
});
