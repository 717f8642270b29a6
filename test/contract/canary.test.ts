import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { type Answer, asOperator, type CallOptions, call, OPERATOR_TOKEN } from "../support/api";
import { type FakeVault, newFakeVault, type Script } from "../support/fake-vault";
import { TEST_BINDINGS } from "../support/node/bindings";
import { canaries, everythingAtRest, findSecrets, formsOf, type Place, placeOf, recordConsole } from "./support/canary";
import { components, guarded } from "./support/document";
import { brokenBodies } from "./support/generate";
import { type AskVault, misplaceInVault, useKv, useLogins, useWrapping } from "./support/vault-canary";
import { goodBody, hurryClock, newWorld, pathOf, send, type World } from "./support/world";

const VAULT_PATH = "secret/data/canary/robot";
const PAGE = `https://portal.example.net/login?ticket=${canaries.page}#${canaries.page}`;
const FIELDS = { username: "login", password: "pass", totp: "otp" };
const VALUES = { login: canaries.username, pass: canaries.password, otp: canaries.seed };

const secrets = new Map<string, readonly string[]>(
  Object.entries(canaries).map(([name, secret]) => [name, formsOf(secret, { hashed: true })]),
);

secrets.set("a vault token", ["fake-token-"]);

secrets.set("the operator token", formsOf(OPERATOR_TOKEN));

secrets.set("the root key", [JSON.parse(TEST_BINDINGS.ROOT_KEYS)[0].key, "000102030405060708090a0b0c0d0e0f"]);

/** Only its hash may rest. */
const watch = (name: string, token: string) => secrets.set(name, formsOf(token));

const places: Place[] = [];
const printed = recordConsole();
let world: World;
let vault: FakeVault;

/** A call whose answer is searched. */
async function tell(line: string, options: CallOptions, mayShow: readonly string[] = []): Promise<Answer> {
  const answer = await call(line, options);
  places.push(placeOf(`${answer.status} of ${line}`, answer, answer.status < 300 ? mayShow : []));
  return answer;
}

const asAdmin = (line: string, body?: unknown, mayShow: readonly string[] = []) =>
  tell(line, { token: world.tenant.admin, ...(body === undefined ? {} : { body }) }, mayShow);

/** The same by Vault's interface. */
const askVault: AskVault = (line, body, { token = world.tenant.admin, ttl, mayShow } = {}) => {
  const [method = "", address = ""] = line.split(" ");
  const headers = {
    "x-vault-token": token,
    ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": ttl }),
    ...(method === "PATCH" ? { "content-type": "application/merge-patch+json" } : {}),
  };
  return tell(`${method} /vault/v1/${address}`, { headers, body }, mayShow);
};

const integration = ({ address }: FakeVault, secretId: string) => ({
  name: "canary",
  type: "hashicorp",
  config: { address, authMethod: "approle", roleId: "canary-role", secretId },
});

const credential = (vaultIntegrationId: string) => ({
  name: "canary",
  vaultIntegrationId,
  vaultPath: VAULT_PATH,
  fieldMap: FIELDS,
  allowedDomains: ["portal.example.net"],
});

async function useEverything(faulty: FakeVault, secretId: string): Promise<Answer[]> {
  const made = await asAdmin("POST /api/v1/vault-integrations", integration(faulty, secretId));
  const at = `/api/v1/vault-integrations/${made.body.id}`;
  const pointer = await asAdmin("POST /api/v1/credentials", credential(made.body.id));
  const of = `/api/v1/credentials/${pointer.body.id}`;
  return [
    await asAdmin(`POST ${of}/resolve`, { url: PAGE }, ["username", "password"]),
    await asAdmin(`POST ${of}/resolve`, { url: PAGE.replace("portal", "other") }),
    await asAdmin(`POST ${of}/resolve`, { url: `https://x:${canaries.page}@portal.example.net/` }),
    await asAdmin(`POST ${of}/match`, { url: PAGE }),
    await asAdmin(`POST ${of}/test`, { url: PAGE, allowRead: true }),
    await asAdmin(`POST ${at}/secrets`, {
      path: "canary/pushed",
      data: { ...VALUES, [canaries.pushedKey]: canaries.password },
      metadata: { owner: canaries.pushedLabel },
    }),
    await asAdmin(`POST ${at}/test`, { freshLogin: true }),
    await asAdmin(`PUT ${at}?verify=true`, { secretId: canaries.refusedSecretId }),
    await asAdmin(`PUT ${at}`, { secretId: canaries.rotatedSecretId }),
    await asAdmin(`POST /api/v1/vault-integrations?verify=true`, integration(faulty, canaries.refusedSecretId)),
    await asAdmin(`GET ${at}/events`),
    await asAdmin(`GET ${of}/events`),
  ];
}

beforeAll(async () => {
  world = await newWorld({ hurried: false });
  vault = await newFakeVault({ secrets: { [VAULT_PATH]: VALUES } });
  watch("the administrator's token", world.tenant.admin);
});

afterAll(() => printed.restore());

it("secrets go through a healthy vault, where the search finds them, and the answers that may show them", async () => {
  const [resolved, ...others] = await useEverything(vault, canaries.secretId);
  expect(resolved?.body).toMatchObject({ username: canaries.username, password: canaries.password });
  expect(others.map(({ status }) => status)).toEqual([403, 400, 200, 200, 201, 200, 200, 200, 201, 200, 200]);
  const asked: Place = { name: "the vault", text: JSON.stringify(await vault.calls()) };
  const wanted = ["secretId", "refusedSecretId", "username", "password", "pushedKey", "pushedLabel", "seed"];
  expect(findSecrets(secrets, [asked]).toSorted()).toEqual(
    [...wanted, "a vault token"].map((name) => `${name} in the vault`).toSorted(),
  );
  const shown = places.filter(({ mayShow = [] }) => mayShow.length > 0).map((place) => ({ ...place, mayShow: [] }));
  expect(findSecrets(secrets, shown)).toHaveLength(2);
});

it("secrets go through vaults that refuse, fail, babble and answer what is no secret", async () => {
  const text = `${canaries.upstreamText} hvs.${canaries.upstreamText}`;
  const refusal = { errors: [text, canaries.secretId] };
  const path = "secret/data/*";
  const scripts: Script[] = [
    { rules: [{ path: "auth/approle/login", answer: { status: 400, json: refusal } }] },
    { rules: [{ path: "auth/approle/login", answer: { json: { auth: { client_token: `bad token ${text}` } } } }] },
    { rules: [{ path, answer: { status: 403, json: refusal } }] },
    { rules: [{ path, answer: { status: 404, json: refusal } }] },
    { rules: [{ path, answer: { status: 500, json: refusal } }] },
    { rules: [{ path, answer: { status: 307, headers: { location: `https://evil.example/${text}` } } }] },
    { rules: [{ path, answer: { text: `<html>${text}` } }] },
    { rules: [{ path: "secret/metadata/*", answer: { status: 403, json: refusal } }] },
    { rules: [{ path, answer: { json: { data: { data: { login: { deep: text }, pass: [text], otp: text } } } } }] },
    { secrets: { [VAULT_PATH]: { ...VALUES, otp: `otpauth://totp/x?secret=${canaries.upstreamText}` } } },
    { secrets: { [VAULT_PATH]: { [canaries.upstreamText]: text } } },
  ];
  for (const script of scripts) {
    const answers = await useEverything(await newFakeVault(script), canaries.secretId);
    expect(answers.filter(({ status }) => status >= 400 && status < 500).length).toBeGreaterThan(2);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  }
});

it("secrets go through the store, where reading them is what may show them", async () => {
  const allowed = await asAdmin("POST /v1/policies", {
    name: "canary",
    rules: [{ path_pattern: "canary/**", permissions: ["admin"] }],
  });
  const bound = { identity_type: "user", identity_id: "user:admin" };
  await asAdmin(`POST /v1/policies/${allowed.body.id}/bindings`, bound);
  const at = "/v1/secrets/canary/login";
  const data = { [canaries.storedKey]: canaries.stored };
  const first = await asAdmin(`PUT ${at}`, { data, metadata: { owner: "finance" } });
  expect(first.status, first.text).toBe(201);
  const mayShow = ["stored", "storedKey"];
  const read = await asAdmin(`GET ${at}`, undefined, mayShow);
  expect(findSecrets(secrets, [placeOf("the store", read)])).toEqual(mayShow.map((name) => `${name} in the store`));
  await asAdmin(`GET ${at}?version=1`, undefined, mayShow);
  for (const body of [
    { data, secret_type: "none" },
    { data: [canaries.stored] },
    { data, options: { max_versions: canaries.stored } },
  ])
    await asAdmin(`PUT ${at}`, body);
  await asAdmin(`PUT ${at}`, { data });
  await tell(`PUT ${at}`, { token: world.tenant.admin, headers: { "if-match": '"9"' }, body: { data } });
  await asAdmin("PUT /v1/secrets/elsewhere/login", { data });
  for (const line of [
    `GET ${at}/versions`,
    "GET /v1/secrets",
    "GET /v1/secrets/metadata/canary/login",
    "GET /v1/audit/logs",
  ])
    await asAdmin(line);
  await asAdmin(`DELETE ${at}`);
  await asAdmin(`GET ${at}`);
});

it("secrets go through values that are made here, each read where reading may show it", async () => {
  const fields = [
    { name: "password", generator: "random", config: { length: 40 } },
    { name: "key", generator: "ec_keypair", config: {} },
    { name: "hash", generator: "bcrypt_hash", config: { rounds: 8 } },
  ];
  const receiver = await newFakeVault({ rules: [{ path: "hook", answer: { status: 204, text: "" } }] });
  const hook = { name: "canary", url: `${receiver.address}/v1/hook`, events: ["*"] };
  const shown = await asAdmin("POST /v1/webhooks", hook, ["a webhook's secret"]);
  const other = { generate_secret: true, previous_secret_ttl: "1h" };
  const next = await asAdmin(`PATCH /v1/webhooks/${shown.body.id}`, other, ["another webhook's secret"]);
  for (const [name, { body }] of [
    ["a webhook's secret", shown],
    ["another webhook's secret", next],
  ] as const)
    secrets.set(name, formsOf(String(body.secret).replace("whsec_", "")));
  const generationPolicy = await asAdmin("POST /v1/secret-policies", { name: "canary", fields });
  expect([shown.status, next.status, generationPolicy.status]).toEqual([201, 200, 201]);
  const terms = { name: "canary", interval: "1d", auto_generate: true, secret_policy_id: generationPolicy.body.id };
  const policy = await asAdmin("POST /v1/rotation/policies", terms);
  const at = "/v1/secrets/canary/made";
  const body = { path: "canary/made", options: { rotation_policy_id: policy.body.id } };
  const steps: [string, object | undefined][] = [
    [`POST /v1/secret-policies/${generationPolicy.body.id}/generate`, body],
    [`POST ${at}/rotate`, { reason: "canary" }],
    [`POST /v1/rotation/policies/${policy.body.id}/rotate`, {}],
  ];
  for (const [line, sent] of steps) {
    const made = await asAdmin(line, sent);
    expect(made.status, made.text).toBeLessThan(300);
    const read = await call(`GET ${at}`, { token: world.tenant.admin });
    const verb = `${line.split("/").at(-1)} of ${line.split("/")[2]}`;
    for (const [name, value] of Object.entries(read.body.data as Record<string, string>))
      secrets.set(`${name} by ${verb}`, formsOf(value.replaceAll(/-----[^-]+-----|\s/g, "").slice(0, 60)));
    const found = ["password", "key_private", "key_public", "hash", "hash_hash"];
    expect(findSecrets(secrets, [placeOf("it", read)])).toEqual(found.map((name) => `${name} by ${verb} in it`));
  }
  const preview = await call(`POST /v1/secret-policies/${generationPolicy.body.id}/preview`, {
    token: world.tenant.admin,
    body: {},
  });
  for (const [name, value] of Object.entries(preview.body.data as Record<string, string>))
    secrets.set(`${name} of a preview`, formsOf(value.replaceAll(/-----[^-]+-----|\s/g, "").slice(0, 60)));
  expect(findSecrets(secrets, [placeOf("it", preview)])).toHaveLength(5);
  await asAdmin(`POST /v1/webhooks/${shown.body.id}/test`, {});
  await receiver.waitForCalls(4, "hook");
  places.push({ name: "the receiver", text: JSON.stringify(await receiver.calls()) });
  for (const line of [`GET ${at}/versions`, "GET /v1/rotation/due?within_hours=48", "GET /v1/audit/logs"])
    await asAdmin(line);
  await asAdmin(`GET /v1/rotation/policies/${policy.body.id}/history`);
  await asAdmin(`GET /v1/webhooks/${shown.body.id}/deliveries`);
});

it("secrets go through Vault's interface: values, wrapped answers, what a token keeps, children, logins", async () => {
  await useKv(askVault);
  await useWrapping(askVault, watch);
  await useLogins(askVault, watch);
  const wanted = ["kvKey", "kvValue", "kvPatched", "wrapped", "kept", "keptKey", "a secret id", "a token of a login"];
  const shown = places.filter(({ mayShow = [] }) => mayShow.length > 0).map((place) => ({ ...place, mayShow: [] }));
  const found = findSecrets(secrets, shown);
  expect(wanted.filter((name) => !found.some((line) => line.startsWith(`${name} in `)))).toEqual([]);
});

it("secrets go through every route in the wrong places: keys, types, queries, headers, ids", async () => {
  const { misplaced } = canaries;
  await hurryClock(world.tenant);
  const token = await world.tenant.token(["credentials:read"]);
  watch("a narrow token", token);
  await misplaceInVault(askVault, token);
  for (const [turn, route] of guarded.entries()) {
    const { admin } = world.tenant;
    const path = pathOf(world, route);
    const withBody = route.body ? { body: goodBody(world, route) } : {};
    const faults = route.body ? brokenBodies(route.body.schema, goodBody(world, route), components, misplaced) : [];
    // A third of them, in turn: all are refused elsewhere, and here it counts that none of it stays.
    for (const { body } of faults.filter((_, at) => (at + turn) % 3 === 0))
      await tell(`${route.method} ${path}`, { token: admin, body });
    for (const bad of [token, encodeURIComponent(`${misplaced} `)]) {
      await tell(`${route.method} ${path}?${bad}=1`, { token: admin, ...withBody });
      await tell(`${route.method} ${path}?cursor=${bad}&limit=${bad}&verify=${bad}`, { token: admin, ...withBody });
    }
    await tell(`${route.method} ${route.path.replaceAll(/\{\w+\}/g, token)}`, { token: admin, ...withBody });
    for (const name of [
      "x-request-id",
      "x-tenant-id",
      "user-agent",
      "if-match",
      "if-none-match",
      "cookie",
      "content-type",
    ])
      await tell(`${route.method} ${path}`, { token, headers: { [name]: token }, ...withBody });
    if (route.body) {
      await tell(`${route.method} ${path}`, { token: admin, body: `{"a": ${misplaced}` });
      await tell(`${route.method} ${path}`, { token: admin, body: { [token]: token, [misplaced]: misplaced } });
    }
    for (const authorization of [`Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer ${token}x`])
      await tell(`${route.method} ${path}`, { headers: { authorization }, ...withBody });
  }
});

it("secrets go through tokens that are shown once, used, expired and revoked", async () => {
  const minted = await call("POST /v1/tokens", {
    token: world.tenant.admin,
    body: { identity_id: "user:admin", name: "canary", scopes: ["credentials:read"] },
  });
  const { token, id } = minted.body;
  watch("a minted token", token);
  places.push(placeOf("the answer that made a token", minted, ["a minted token"]));
  expect(findSecrets(secrets, [placeOf("its own answer", minted)])).toEqual(["a minted token in its own answer"]);
  const rotated = await call(`POST /v1/tokens/${id}/rotate`, { token: world.tenant.admin, body: { overlap: "1h" } });
  expect(rotated.status, rotated.text).toBe(201);
  watch("a token's successor", rotated.body.token);
  places.push(placeOf("the answer that made a successor", rotated, ["a token's successor"]));
  await tell("GET /v1/auth/whoami", { token: rotated.body.token });
  await tell("GET /api/v1/credentials", { token });
  await tell("DELETE /api/v1/credentials/none", { token });
  await tell(`DELETE /v1/tokens/${token}`, { token });
  await tell(`DELETE /v1/tokens/${id}`, { token });
  expect((await tell("GET /v1/auth/whoami", { token })).body.error.code).toBe("token_revoked");
  const unknown = mintToken(world.tenant.id);
  watch("an unknown token", unknown);
  await tell("GET /v1/auth/whoami", { token: unknown });
  const wrong = `${OPERATOR_TOKEN.slice(0, -7)}${mintToken("operator").slice(-7)}`;
  watch("a wrong operator token", wrong);
  await tell("POST /v1/identity/partners", { token: wrong, body: { name: "x" } });
});

it("secrets go through a database and a log that break down", async () => {
  const { tenant } = world;
  const broken: Answer[] = [];
  const other = await newFakeVault();
  await env.DB.exec("ALTER TABLE vault_integrations RENAME TO vault_integrations_away");
  broken.push(await asAdmin("POST /api/v1/vault-integrations", integration(other, canaries.secretId)));
  await env.DB.exec("ALTER TABLE vault_integrations_away RENAME TO vault_integrations");
  const rename = (from: string, to: string) =>
    runInDurableObject(tenant.stub, (_, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`));
  await rename("audit_log", "audit_log_away");
  const body = { identity_id: "user:admin", name: "canary", scopes: ["credentials:read"] };
  broken.push(await asAdmin("POST /v1/tokens", body));
  broken.push(await asAdmin("POST /api/v1/vault-integrations", integration(other, canaries.secretId)));
  await rename("audit_log_away", "audit_log");
  expect(broken.every(({ status }) => status === 500 || status === 503)).toBe(true);
  expect(printed.lines.length).toBeGreaterThan(0);
});

it("secrets go through every good request, until the objects are deleted", async () => {
  const order = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const sorted = guarded.toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
  for (const route of sorted) {
    const answer = await send(world, route);
    const minted = route.op === "tokens.create" && answer.status === 201 ? answer.body.token : undefined;
    if (minted !== undefined) watch("another minted token", minted);
    places.push(placeOf(route.line, answer, minted === undefined ? [] : ["another minted token"]));
  }
  const operator = await asOperator("GET /v1/auth/whoami");
  places.push(placeOf("the operator", operator));
});

it("secrets are found in no answer but the one that may show them", () => {
  expect(places.length).toBeGreaterThan(500);
  expect(findSecrets(secrets, places)).toEqual([]);
});

it("secrets are found in nothing that was printed", () => {
  expect(findSecrets(secrets, [{ name: "the console", text: printed.lines.join("\n") }])).toEqual([]);
});

it("secrets are found in no table, no object and no key-value store, though all of them hold something", async () => {
  const rest = await everythingAtRest();
  const kinds = ["D1", "tenant object", "session object"];
  for (const kind of kinds)
    expect(rest.some(({ name, text }) => name.startsWith(kind) && text.length > 100)).toBe(true);
  expect(rest.some(({ text }) => text.includes("credential.resolved"))).toBe(true);
  expect(findSecrets(secrets, rest)).toEqual([]);
});

it("secrets are found wherever one is put: the search is not blind", async () => {
  const { secretId } = canaries;
  const { stub } = world.tenant;
  await runInDurableObject(stub, async (_, { storage }) => {
    await storage.put("planted", { inside: secretId });
    storage.sql.exec("CREATE TABLE planted (value BLOB)");
    storage.sql.exec("INSERT INTO planted VALUES (?)", new TextEncoder().encode(canaries.password));
  });
  await env.DB.exec("CREATE TABLE planted (value BLOB)");
  await env.DB.prepare("INSERT INTO planted VALUES (?)").bind(Buffer.from(canaries.seed)).run();
  const found = findSecrets(secrets, await everythingAtRest());
  const object = found.filter((line) => line.includes("tenant object")).map((line) => line.split(" ")[0]);
  expect(object.toSorted()).toEqual(["password", "secretId"]);
  expect(found).toContain("seed in D1");
  console.error(`${Buffer.from(canaries.username).toString("base64")}`);
  const text = printed.lines.at(-1) ?? "";
  expect(findSecrets(secrets, [{ name: "the console", text }])).toEqual(["username in the console"]);
});
