import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type Answer, asOperator, type CallOptions, call, newTenant, type TestTenant } from "../../support/api";
import { type FakeBrowser, newFakeBrowser } from "../../support/fake-browser";
import { type FakeVault, newFakeVault } from "../../support/fake-vault";
import { resolve } from "../../support/schema-check";
import { newPartner } from "../../support/spaces";
import { components, type Route, routes } from "./document";
import { example } from "./generate";

/** A tenant that holds one object of every kind the document knows a way to make. */
export interface World {
  readonly tenant: TestTenant;
  readonly vault: FakeVault;
  readonly browser: FakeBrowser;
  /** `/api/v1/credentials/{` to the id of the object there; also by the name of a path parameter that tells its kind. */
  readonly ids: ReadonlyMap<string, string>;
}
export const SECRET = { username: "robot", password: "correct-horse-7", totp: "JBSWY3DPEHPK3PXP" };
const VAULT_PATH = "secret/data/walk/robot";

/**
 * What a schema cannot say of a good body. By operation; a route that needs none of this is not here.
 * A value that names another object depends on what is there already.
 */
const BODIES: Readonly<Record<string, (world: World) => object>> = {
  "integrations.create": ({ vault }) => ({ config: configFor(vault) }),
  "browsers.create": ({ browser }) => ({ endpoint: `${browser.socket}?key={apiKey}`, apiKey: "walk-api-key" }),
  "credentials.create": ({ ids }) => ({
    vaultIntegrationId: ids.get("/api/v1/vault-integrations/{"),
    vaultPath: VAULT_PATH,
    fieldMap: { username: "username", password: "password", totp: "totp" },
  }),
  "authentications.begin": ({ ids }) => ({
    browser: { browserId: ids.get("/api/v1/browsers/{") },
    mode: "wire",
    submit: true,
    allowFallback: false,
    success: { timeoutMs: 1000 },
    pauseTimeoutMs: 0,
  }),
  "credentials.describe_login": ({ ids }) => ({ browser: { browserId: ids.get("/api/v1/browsers/{") } }),
  "credentials.update": () => ({ name: "another name" }),
  "tokens.create": () => ({ identity_id: "user:admin", scopes: ["credentials:use"], renewable: true }),
  "tokens.create_child": () => ({ scopes: ["credentials:use"], policies: [] }),
  "approles.put": () => ({ token_policies: [], token_ttl: "1h", token_max_ttl: "2h" }),
  "approles.update": () => ({ token_ttl: "30m" }),
  "approles.create_secret_id": () => ({ secret_id: `chosen-${serial++}` }),
  "trusts.create": () => ({ name: `walk-${serial++}` }),
  "identities.create": () => ({ identity_id: `sa:walk-${serial++}` }),
  "policies.create": () => ({ rules: [{ path_pattern: "**", permissions: ["admin"] }] }),
  "policies.bind": () => ({ identity_type: "user", identity_id: "user:admin" }),
  "secrets.rotate": () => ({ new_value: { password: "another" } }),
  "rotation_policies.create": () => ({ name: "walked", auto_generate: true }),
  "rotation_policies.attach": ({ ids }) => ({ secret_path: ids.get("path") }),
  "secret_policies.generate": ({ ids }) => ({ path: ids.get("path") }),
  // Not enabled: what the walk does must not be told to anyone, and nothing is to be written behind its back.
  "webhooks.create": ({ vault }) => ({ enabled: false, url: `${vault.address}/hook` }),
  "audit.export": () => ({ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }),
  "partners.create": () => ({ slug: `walk${Date.now().toString(36)}${serial++}` }),
  "tenants.create": ({ tenant }) => ({
    slug: `walk${Date.now().toString(36)}${serial++}`,
    partner_id: tenant.partnerId,
  }),
};
let serial = 0;

const configFor = ({ address }: FakeVault) => ({
  address,
  authMethod: "approle",
  roleId: "walk-role",
  secretId: "walk-secret-id",
});

/** Only the operator may do these. */
export const BY_OPERATOR: ReadonlySet<string> = new Set(["partners.create", "tenants.create"]);

/** `hurried`: for hundreds of requests; no vault is waited for then, since all its time is over at once. */
export async function newWorld({ hurried = true } = {}): Promise<World> {
  // Its partner is there, too: tenants are made below it.
  const { id: partnerId } = await newPartner();
  const tenant = await newTenant({ partnerId });
  const vault = await newFakeVault({ secrets: { [VAULT_PATH]: SECRET } });
  const browser = await newFakeBrowser();
  if (hurried) await hurryClock(tenant);
  const ids = new Map<string, string>();
  const world = { tenant, vault, browser, ids };
  ids.set("/v1/approles/{", `walk-role-${serial++}`);
  const putRole = routes.find(({ op }) => op === "approles.put");
  if (putRole) await send(world, putRole);
  for (const route of routes) {
    const place = /^(.*\/\{)[^}]+\}$/.exec(route.path)?.[1];
    if (place === undefined || ids.has(place)) continue;
    const maker = routes.find(({ method, path }) => method === "POST" && `${path}/{` === place);
    const made = maker && (await send(world, maker));
    if (!maker || made?.status !== 201) continue;
    ids.set(place, idIn(made.body));
    // The same kind of id under another address; a plain `id` says nothing of its kind.
    const name = /(\w+)\}$/.exec(route.path)?.[1] ?? "id";
    if (name !== "id") ids.set(name, idIn(made.body));
  }
  ids.set("space_id", tenant.id);
  ids.set("path", `walk/secret-${serial++}`);
  const put = routes.find(({ op }) => op === "secrets.put");
  if (put) await send(world, put);
  const begin = routes.find(({ op }) => op === "authentications.begin");
  // It has failed when it is answered: no browser listens there.
  if (begin) ids.set("/api/v1/authentications/{", idIn((await send(world, begin)).body));
  return world;
}

/** The id of a record, whatever its room calls it. */
const idIn = (body: Readonly<Record<string, unknown>>): string =>
  String(body.id ?? body.accessor ?? Object.entries(body).find(([key]) => key.endsWith("_id"))?.[1]);

/** Each look at the clock is 15 seconds later, so that no bucket of a walk through hundreds of requests is ever empty. */
export async function hurryClock(tenant: TestTenant): Promise<void> {
  await runInDurableObject(tenant.stub, (object) => {
    let now = Date.now();
    object.clock = () => {
      now += 15_000;
      return now;
    };
  });
}

/** The body that the schema and the table above give; undefined where the route has none. A change changes one thing. */
export function goodBody(world: World, route: Route): unknown {
  if (!route.body) return undefined;
  const body = { ...(example(route.body.schema, components) as object), ...BODIES[route.op]?.(world) };
  if (route.method !== "PATCH" || Object.keys(body).length > 0) return body;
  const [first] = Object.entries(resolve(route.body.schema, components).properties ?? {});
  return first ? { [first[0]]: example(first[1], components) } : body;
}

/** The path with the ids of the world's objects, or with `unknown` ones. */
export function pathOf({ ids }: Pick<World, "ids">, { path, pathParameters }: Route, unknown = false): string {
  return path.replaceAll(/\{(\w+)\}/g, (brace, name: string, at: number) => {
    const parameter = pathParameters.find((p) => p.name === name);
    const known = unknown ? undefined : (ids.get(path.slice(0, at + 1)) ?? ids.get(name));
    return known === undefined
      ? encodeURIComponent(String(example(parameter?.schema ?? {}, components) || brace))
      : encodeURIComponent(known);
  });
}

/** A good request to the route, as somebody who may do it. */
export function send(world: World, route: Route, options: CallOptions = {}): Promise<Answer> {
  const line = `${route.method} ${pathOf(world, route)}`;
  const body = "body" in options ? options.body : goodBody(world, route);
  if (BY_OPERATOR.has(route.op) && options.token === undefined) return asOperator(line, body);
  return call(line, { token: world.tenant.admin, ...options, ...(body === undefined ? {} : { body }) });
}

/** Every row of every table of D1, and of the space's object but the notes of use. Of the log the last: its hash holds the others. */
export async function everythingStored({ tenant }: Pick<World, "tenant">): Promise<string> {
  const own = await runInDurableObject(tenant.stub, (_, { storage }) =>
    tablesIn(storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray()).map((table) => [
      table,
      storage.sql
        .exec(`SELECT * FROM "${table}"${table === "audit_log" ? " ORDER BY seq DESC LIMIT 1" : ""}`)
        .toArray(),
    ]),
  );
  return JSON.stringify([await dumpD1(), own], (key, value) => (UNSTEADY.has(key) ? null : value));
}
const UNSTEADY = new Set(["last_used_at_ms", "last_seen_at_ms"]);

export async function dumpD1(): Promise<unknown> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const rows: unknown[] = [];
  for (const table of tablesIn(results))
    rows.push([table, (await env.DB.prepare(`SELECT * FROM "${table}"`).all()).results]);
  return rows;
}

/** The runtime's own tables cannot be read. */
const tablesIn = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map(({ name }) => String(name)).filter((name) => !name.startsWith("_cf_"));
