import { expect, it } from "vitest";
import { EVENT_TYPES, TEST_EVENT } from "../../src/kernel/event";
import { operations } from "../../src/space/modules";
import { resolve, type Schema, schemaFaults } from "../support/schema-check";
import { components, document, guarded, routes } from "./support/document";

/** Free-form by the specification: their keys are the caller's own. */
/** The last two pass over what they do not know, as OAuth has it. */
const FREE_FORM = new Set([
  "data",
  "metadata",
  "details",
  "tags",
  "extra_data",
  "headers",
  "new_value",
  "TokenExchange",
  "TokenExchangeForm",
]);

function* references(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string") yield inner;
    else yield* references(inner);
  }
}

const pascal = (key: string): string =>
  key.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The names that generators of clients make of a place: its parent's name and the property's. */
function placeNames(schema: Schema, parent: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const own = parent + pascal(key);
    return [own, ...placeNames(inner, own), ...(inner.items ? placeNames(inner.items, own) : [])];
  });
}

/** Places of objects that take any key, though nothing says so. */
function openObjects(schema: Schema, at: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [], additionalProperties } = schema;
  const isObject = [schema.type].flat().includes("object");
  // A map says what its values are.
  const closed =
    additionalProperties === false ||
    (typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0);
  const free = FREE_FORM.has(at.slice(at.lastIndexOf(".") + 1));
  return [
    ...(isObject && !free && !closed ? [at] : []),
    ...Object.entries(properties).flatMap(([key, inner]) => openObjects(inner, `${at}.${key}`)),
    ...(items ? openObjects(items, `${at}[]`) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((inner) => openObjects(inner, at)),
  ];
}

it("the document is OpenAPI 3.1, has a title, and needs no token", () => {
  expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "Postern", version: expect.any(String) } });
  expect(components.securitySchemes).toEqual({ bearer: { type: "http", scheme: "bearer" } });
  expect(routes.length).toBeGreaterThan(20);
});

it("the document has clean path keys, and a required path parameter for every brace and no other", () => {
  for (const { line, path, pathParameters } of routes) {
    expect(path, line).toMatch(/^(\/([a-z0-9._-]+|\{[a-z_]+\}))+$/);
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(pathParameters.map(({ name }) => name).toSorted(), line).toEqual(braces.toSorted());
    expect(
      pathParameters.every(({ required }) => required),
      line,
    ).toBe(true);
  }
});

it("the document does not show the prefix of the named space: it is an alias of every route of its half", () => {
  expect(routes.filter(({ path }) => path.startsWith("/v1/t/"))).toEqual([]);
});

/**
 * No route of this document leads there: a lease is asked for by the object of a run alone, in the name of whoever began it, and
 * the others by the interface of Vault, which Vault's own documents tell.
 */
const WITHOUT_ROUTE = [
  "authentications.lease",
  "authentications.lease_code",
  "cubbyhole.delete",
  "cubbyhole.list",
  "cubbyhole.read",
  "cubbyhole.write",
  "kv.config",
  "kv.delete",
  "kv.delete_metadata",
  "kv.destroy",
  "kv.list",
  "kv.metadata",
  "kv.patch",
  "kv.read",
  "kv.scan",
  "kv.subkeys",
  "kv.undelete",
  "kv.write",
  "kv.write_metadata",
  "policies.names",
  "policies.read_by_name",
  "secret_policies.password",
  "secret_policies.password_names",
  "secret_policies.read_password",
  "tokens.ids",
  "tokens.lookup",
  "tokens.revoke_self",
  "trusts.begin_sign_in",
  "trusts.sign_in",
  "vault_api.capabilities",
  "vault_api.capabilities_self",
  "vault_api.mount",
  "wrapping.lookup",
  "wrapping.rewrap",
  "wrapping.unwrap",
  "wrapping.wrap",
];

it("the document names each operation of the registry in exactly one route, and each route names one", () => {
  const names = routes.map(({ op }) => op).filter((op) => !op.startsWith("system."));
  expect([...names, ...WITHOUT_ROUTE].toSorted()).toEqual([...operations.keys()].toSorted());
  expect(new Set(routes.map(({ op }) => op)).size).toBe(routes.length);
});

it("the document has no reference that leads nowhere, and no schema that nobody uses", () => {
  const used = new Set(references(document));
  const there = Object.keys(components.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
  expect([...used].filter((ref) => !there.includes(ref))).toEqual([]);
  expect(there.filter((ref) => !used.has(ref))).toEqual([]);
});

it("the document asks for the bearer token on every route but the system's and the logins, which it says are open", () => {
  for (const { op, line, item, terms } of routes)
    expect(item.security, line).toEqual(op.startsWith("system.") || terms?.login ? [] : [{ bearer: [] }]);
  expect(routes.filter(({ terms }) => terms?.login).map(({ op }) => op)).toEqual(["approles.login", "trusts.exchange"]);
});

it("the document gives every route a success, and every guarded one the errors that the guard can answer", () => {
  for (const { line, item } of routes) expect(Object.keys(item.responses).join(), line).toMatch(/\b2\d\d\b/);
  const GUARD: Readonly<Record<string, readonly string[]>> = {
    400: ["invalid_request"],
    401: ["authentication_required", "token_invalid", "token_expired", "token_revoked"],
    403: ["insufficient_scope", "tenant_access_denied", "access_denied"],
    404: ["tenant_not_found"],
    429: ["rate_limited"],
    500: ["internal_error"],
    503: ["service_unavailable"],
  };
  for (const { line, item, body, path } of guarded) {
    const input = body ? { 413: ["payload_too_large"], 415: ["unsupported_media_type"] } : {};
    const fields = path.startsWith("/v1/") ? { 422: ["validation_error"] } : {};
    for (const [status, codes] of Object.entries({ ...GUARD, ...input, ...fields })) {
      const answer = item.responses[status];
      expect(answer?.content?.["application/json"]?.schema, `${line} ${status}`).toEqual({
        $ref: "#/components/schemas/ErrorAnswer",
      });
      for (const code of codes) expect(answer?.description, `${line} ${status}`).toContain(`\`${code}\``);
    }
  }
});

it("the document closes every object in a body, asked or answered, but the free-form ones", () => {
  const named = Object.entries(components.schemas ?? {}).flatMap(([name, schema]) => openObjects(schema, name));
  const inline = routes.flatMap(({ line, item, body }) => [
    ...(body ? openObjects(body.schema, line) : []),
    ...Object.values(item.responses).flatMap(({ content = {} }) =>
      Object.values(content).flatMap(({ schema }) => openObjects(schema, line)),
    ),
  ]);
  expect([...named, ...inline]).toEqual([]);
});

it("the document gives each component a name that no other place gets from a generator of clients, in any case", () => {
  const named = Object.entries(components.schemas ?? {});
  const made = named.flatMap(([name, schema]) => placeNames(schema, name));
  const all = [...named.map(([name]) => name), ...new Set(made)].map((name) => name.toLowerCase());
  expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
});

it("the document names every shape of a body or an answer that has several", () => {
  const nameless = Object.entries(components.schemas ?? {}).flatMap(([name, { oneOf = [], anyOf = [] }]) =>
    [...oneOf, ...anyOf].filter(({ $ref }) => $ref === undefined).map(() => name),
  );
  expect(nameless).toEqual([]);
});

it("the document tells all values of a number that is one of several, not just the first", () => {
  const config = (kind: string) =>
    components.schemas?.[`GenerationPolicyFieldOf${kind}`]?.properties?.config?.properties ?? {};
  expect(config("Uuid").version).toMatchObject({ type: "integer", enum: [4, 7] });
  expect(config("RsaKeypair").bits).toMatchObject({ type: "integer", enum: [2048, 4096] });
});

it("the document lets every text that an answer gives as null be cleared by null in the PATCH", () => {
  const refusing = routes.flatMap(({ line, method, body, item }) => {
    const answer = item.responses["200"]?.content?.["application/json"]?.schema;
    if (method !== "PATCH" || !body || !answer) return [];
    const given = resolve(body.schema, components).properties ?? {};
    const got = resolve(answer, components).properties ?? {};
    const isNullable = (schema: Schema = {}): boolean =>
      [schema.type].flat().includes("null") || [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(isNullable);
    return Object.keys(given)
      .filter((key) => isNullable(got[key]) && !isNullable(given[key]))
      .map((key) => `${line} ${key}`);
  });
  expect(refusing).toEqual([]);
});

it("the document sums up and tags every route", () => {
  for (const { line, item } of routes)
    expect(item, line).toMatchObject({ summary: expect.stringMatching(/^\S.{5,}/), tags: [expect.any(String)] });
});

it("the document says where its routes are, relative to itself", () => {
  expect(document.servers).toEqual([{ url: "/", description: expect.any(String) }]);
});

it("the document says what each tag is about, and has no other", () => {
  const used = new Set(routes.flatMap(({ item }) => item.tags ?? []));
  expect(document.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
  expect(document.tags.filter(({ description }) => description.length < 20)).toEqual([]);
});

it("the document says what webhooks send, for every type of event, with an example that fits", () => {
  expect(Object.keys(document.webhooks).toSorted()).toEqual([...EVENT_TYPES, TEST_EVENT].toSorted());
  for (const [type, { post }] of Object.entries(document.webhooks)) {
    const { schema = {}, example } = post.requestBody?.content["application/json"] ?? {};
    expect(schemaFaults(example, schema, components), type).toEqual([]);
    expect(example, type).toMatchObject({ event_type: type });
  }
});

/** Places of what has no words: a property with neither its own nor those of its component. */
function wordless(schema: Schema, at: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [], additionalProperties } = schema;
  const own = Object.entries(properties).flatMap(([key, inner]) => [
    ...(inner.description || resolve(inner, components).description ? [] : [`${at}.${key}`]),
    ...wordless(inner, `${at}.${key}`),
  ]);
  const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
  return [
    ...own,
    ...[...(items ? [items] : []), ...others, ...anyOf, ...oneOf, ...allOf].flatMap((inner) => wordless(inner, at)),
  ];
}

it("the document has words for every property, and for every parameter and header", () => {
  const schemas = Object.entries(components.schemas ?? {}).flatMap(([name, schema]) => wordless(schema, name));
  const parameters = routes.flatMap(({ line, item }) =>
    (item.parameters ?? []).filter(({ description }) => !description).map(({ name }) => `${line} ${name}`),
  );
  expect([...schemas, ...parameters]).toEqual([]);
});
