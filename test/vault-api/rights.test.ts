import { beforeEach, describe, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import type { Scope } from "../../src/kernel/actor";
import type { Permission, RuleText } from "../../src/kernel/policy";
import { ROUTES } from "../../src/vault-api/routes";
import { call, must } from "../support/api";
import { newIssuer } from "../support/issuer";
import { newTrust } from "../trusts/exchange/support";
import { type Need, patternOf, ROLE, type Row, TABLE } from "./rights-table";
import { DENIED, DENIED_BY_POLICY, newVaultSide, refusal, rule, type VaultSide, vaultAs } from "./support";

/** There is nothing of the caller's own to look into. */
const NEVER = new Map([
  ["GET sys/wrapping/lookup", 400],
  ["GET sys/wrapping/unwrap", 400],
]);

let side: VaultSide;
let things: Readonly<Record<string, string>>;

/** A tenant, and the things in it that rows name. */
beforeEach(async () => {
  side = await newVaultSide();
  const { tenant, vault } = side;
  must(await vault("POST secret/data/app/a", { data: { k: 1 } }), 200);
  must(await vault("POST auth/approle/role/ci", {}), 204);
  const made = must(await vault("POST auth/token/create", { ttl: "1h" }), 200).auth;
  const ids = must(await vault("POST auth/approle/role/ci/secret-id", {}), 200).data;
  const wrapped = must(await vault("POST sys/wrapping/wrap", { a: 1 }, TTL), 200).wrap_info;
  things = {
    role: "ci",
    role_id: must(await vault("GET auth/approle/role/ci/role-id"), 200).data.role_id,
    secret_id: ids.secret_id,
    secret_id_accessor: ids.secret_id_accessor,
    token: made.client_token,
    accessor: made.accessor,
    wrapped: wrapped.token,
    tenant: tenant.id,
  };
});

const named = (text: string): string => text.replace(/\$(\w+)/g, (_, name: string) => things[name] ?? `no ${name}`);
const TTL = { "x-vault-wrap-ttl": "60" };
const send = (token: string | null, [line, , body]: Row) =>
  vaultAs(token)(
    named(line),
    body === undefined ? undefined : named(JSON.stringify(body)),
    line === "POST sys/wrapping/wrap" ? TTL : {},
  );

/** What a secret, a role and a token look like: nothing of it may change by a call that is refused. */
async function picture(): Promise<unknown> {
  const { tenant, vault } = side;
  const [metadata, data, config, role, ids] = [
    await vault("GET secret/metadata/app/a"),
    await tenant.api("GET /v1/secrets/app/a?version=1"),
    await vault("GET secret/config"),
    await vault(named(`GET ${ROLE}`)),
    await vault(named(`GET ${ROLE}/secret-id?list=true`)),
  ];
  const token = await vault("GET auth/token/lookup-self", undefined, { "x-vault-token": things.token ?? "" });
  const wrapped = await vault("POST sys/wrapping/lookup", { token: things.wrapped });
  const { ttl: _, ...life } = token.body.data;
  return [metadata.body.data, data.body.data, config.body.data, role.body.data, ids.body.data, life, wrapped.body.data];
}

const needsOf = (need: Need): readonly [scopes: readonly Scope[], rules: readonly RuleText[]] => {
  if (need === "own") return [[], []];
  const [scope, permission] = need;
  return [[scope], permission ? [rule("app/**", permission)] : []];
};

it("rights: every address and method of the interface has its row, and no other has one", () => {
  const methods = {
    read: "GET",
    list: "GET ?list=true",
    scan: "GET ?scan=true",
    write: "POST",
    patch: "PATCH",
    delete: "DELETE",
  };
  const routes = ROUTES.flatMap(({ path, verbs }) => verbs.map((verb) => `${methods[verb]} ${path}`));
  const rows = TABLE.map(([line]) => {
    const [method = "", address = ""] = line.split(" ");
    const [path = "", query = ""] = address.split("?");
    return `${method}${/^(list|scan)=/.test(query) ? ` ?${query}` : ""} ${patternOf(path)}`;
  });
  const untried = routes.filter((route) => !rows.includes(route));
  // Nobody can write a role's id: the row is among those that never succeed.
  expect(untried).toEqual(["POST auth/approle/role/{name}/role-id"]);
  expect(rows.filter((row) => !routes.includes(row))).toEqual([]);
  expect(new Set(rows).size).toBe(rows.length);
});

it("rights: without a token that lives nothing is answered and nothing done", async () => {
  const before = await picture();
  // The body may name the wrapping token that counts.
  for (const row of TABLE.filter(([, need]) => need !== "open"))
    for (const token of [null, "x", mintToken(side.tenant.id)])
      if (
        !(row[0] === "POST sys/wrapping/lookup" && token === null) &&
        !(NEVER.has(row[0]) && (token?.length ?? 0) > 1)
      )
        expect([row[0], ...refusal(await send(token, row))]).toEqual([row[0], ...DENIED]);
  expect(await picture()).toEqual(before);
});

describe("rights: what a route needs is enough, and everything else is not", () => {
  const rows = TABLE.flatMap(([line, need, body]) => (need === "open" ? [] : [{ line, need, body }]));
  it.each(rows)("$line by $need", async ({ line, need, body }) => {
    await prepare(line);
    const row: Row = [line, need, body];
    const [scopes, rules] = needsOf(need);
    if (need !== "own") {
      const before = await picture();
      const weaker: (readonly [string, string])[] = [];
      const [scope, permission] = need;
      const others = ALL_SCOPES.filter((one) => one !== scope && one !== "admin");
      weaker.push(["other scopes", await side.caller(others, [rule("**", "admin")])]);
      if (permission) {
        const rest = PERMISSIONS.filter((one) => one !== permission && one !== "admin");
        weaker.push(["other permissions", await side.caller(ALL_SCOPES, [rule("app/**", ...rest)])]);
        weaker.push(["other paths", await side.caller(ALL_SCOPES, [rule("other/**", "admin")])]);
      }
      for (const [what, token] of weaker) {
        const orphan = line === "POST auth/token/create-orphan";
        const refused = refusal(await send(token, row));
        expect([what, ...refused]).toEqual(
          orphan
            ? [what, 400, { errors: ["root or sudo privileges required to create orphan token"] }]
            : [what, ...DENIED_BY_POLICY],
        );
      }
      expect(await picture()).toEqual(before);
    }
    const answer = await send(await ownerFor(line, scopes, rules), row);
    expect([answer.status, answer.text]).toEqual(
      NEVER.has(line) ? [NEVER.get(line), answer.text] : [successOf(answer.status), answer.text],
    );
  });
});

const successOf = (status: number): number => (status === 200 || status === 204 ? status : 200);
const PERMISSIONS: readonly Permission[] = ["read", "write", "delete", "list", "rotate"];
const SECRETS: readonly Scope[] = ["secrets:read", "secrets:write", "secrets:delete", "secrets:list", "secrets:rotate"];
const ALL_SCOPES: readonly Scope[] = [...SECRETS, "policies:read", "identity:read", "identity:admin"];
/** What must be there before the row's call. */
async function prepare(line: string): Promise<void> {
  const { tenant, vault } = side;
  if (line.startsWith("GET sys/polic") && line.includes("given"))
    await tenant.api("POST /v1/policies", { name: "given", rules: [rule("a", "read")] });
  if (line.startsWith("GET sys/policies/password")) {
    const fields = [{ name: "p", generator: "random", config: { length: 20 } }];
    await tenant.api("POST /v1/secret-policies", { name: "words", policy_type: "password", fields });
  }
  if (line.startsWith("POST secret/undelete")) must(await vault("DELETE secret/data/app/a"), 204);
}

/** With just these rights. Some rows need something of the caller's own besides, and a role's rights must be the giver's. */
async function ownerFor(line: string, scopes: readonly Scope[], rules: readonly RuleText[]): Promise<string> {
  // Who changes a role, or makes what opens it, must hold what its logins are given.
  const given = line.includes("approle/role") && !line.startsWith("GET") ? SECRETS : [];
  const token = await side.caller([...scopes, ...given], rules);
  if (line === "GET cubbyhole/a" || line === "GET cubbyhole/?list=true")
    must(await vaultAs(token)("POST cubbyhole/a", { k: 1 }), 204);
  if (line === "POST auth/token/renew-self")
    return must(await vaultAs(token)("POST auth/token/create", { ttl: "1h" }), 200).auth.client_token;
  return token;
}

/** One that a trust of the role's name takes, as often as it is shown. */
async function foreignToken(): Promise<string> {
  const issuer = await newIssuer();
  const audience = `https://postern.example/of/${side.tenant.id}`;
  const terms = { audience, identity_id: "sa:ci", claims: { sub: "ci" }, jwks: issuer.jwks(), single_use: false };
  await newTrust(side.tenant, issuer, terms);
  return await issuer.sign({ sub: "ci", aud: audience });
}

it("rights: nobody at all is answered by what the server tells of itself, and by logins", async () => {
  things = { ...things, jwt: await foreignToken() };
  for (const row of TABLE.filter(([, need]) => need === "open"))
    expect([row[0], (await send(null, row)).status]).toEqual([row[0], 200]);
});

it("rights: the mount `secret` is shown to who may do anything in it, and each way to log in to everybody", async () => {
  const show = async (token: string, path: string) =>
    (await vaultAs(token)(`GET sys/internal/ui/mounts/${path}`)).status;
  const [nobody, reader] = [await side.caller([], []), await side.caller([], [rule("app/**", "read")])];
  expect([await show(nobody, "secret/app"), await show(reader, "secret/app"), await show(reader, "kv/app")]).toEqual([
    403, 200, 403,
  ]);
  for (const method of ["token", "approle/login", "jwt/login", "kubernetes/login"])
    expect([method, await show(nobody, `auth/${method}`)]).toEqual([method, 200]);
  for (const name of ["auth", "auth/none/login", "auth/constructor", "auth/__proto__", "constructor"])
    expect([name, await show(reader, name)]).toEqual([name, 403]);
});

it("rights: conditions of a policy hold here, and are told as refused", async () => {
  const address = { ip_ranges: ["192.0.2.0/24"] };
  const token = await side.caller(["secrets:read"], [{ ...rule("app/**", "read"), conditions: address }]);
  const get = (ip: string) =>
    call("GET /vault/v1/secret/data/app/a", { headers: { "x-vault-token": token, "cf-connecting-ip": ip } });
  expect((await get("198.51.100.1")).status).toBe(403);
  expect((await get("192.0.2.7")).status).toBe(200);
});

it("rights: whoever may change identities makes no role, and nothing that opens one, that is given more than they hold", async () => {
  const token = await side.caller(["identity:admin"], []);
  for (const line of [
    "POST auth/approle/role/other",
    "POST auth/approle/role/ci",
    "POST auth/approle/role/ci/secret-id",
  ])
    expect([line, ...refusal(await vaultAs(token)(line, {}))]).toEqual([line, ...DENIED_BY_POLICY]);
  expect((await side.vault("GET auth/approle/role/other")).status).toBe(404);
});
