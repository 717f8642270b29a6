import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { apiClient, type Client } from "../../scripts/lib/api-client.mjs";
import { mintOperatorToken } from "../../scripts/lib/operator-token.mjs";
import { newRootKey } from "../../scripts/lib/root-keys.mjs";
import { startTemporaryWorker } from "../../scripts/lib/worker.mjs";
import { type Finished, runScript, typeScript } from "./shell";
import { newStranger } from "./stranger";

const OPERATOR_TOKEN = mintOperatorToken();
const TOKEN = /^pst_tnt_[0-9A-Za-z_]{40,}$/;
let postern: Awaited<ReturnType<typeof startTemporaryWorker>>;
let operator: Client;

beforeAll(async () => {
  const rootKeys = JSON.stringify([newRootKey("k1")]);
  postern = await startTemporaryWorker({ vars: { ROOT_KEYS: rootKeys, OPERATOR_TOKEN, RATE_LIMITS: "{}" } });
  operator = apiClient(postern.url, OPERATOR_TOKEN);
});

afterAll(() => postern.stop());

const run = (...args: readonly string[]): Promise<Finished> => runWith(OPERATOR_TOKEN, ...args);
const runWith = (token: string, ...args: readonly string[]): Promise<Finished> =>
  runScript(["scripts/bootstrap.mjs", ...args], { env: { POSTERN_OPERATOR_TOKEN: token } });
const bootstrap = (...args: readonly string[]): Promise<Finished> => run("--url", postern.url, ...args);

const refused = (err: string): Finished => ({ code: 1, out: "", err: `error: ${err}\n` });
const livesOf = async (tenant: string, admin: string) => {
  const path = `/v1/tokens?identity_id=${encodeURIComponent(admin)}`;
  return (await operator("GET", path, { tenant })).body.tokens as { id: string; name: string; scopes: string[] }[];
};

/** A server whose readiness is this. What it is told besides is an error of the test. */
async function notReady(errors: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url !== "/v1/health/ready" || request.headers.authorization !== undefined) response.destroy();
    response.writeHead(503).end(JSON.stringify({ status: "not_ready", checks: {}, errors }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("npm run bootstrap without an address says how it is used", async () => {
  const { code, out, err } = await run();
  expect([code, out, err]).toEqual([1, "", expect.stringMatching(/^error: --url is missing\nusage: /)]);
});

it.each([
  ["postern.example", "no address: it is to be like https://postern.example"],
  ["ftp://postern.example", "no address: it is to be like https://postern.example"],
  ["https://anna:horse@postern.example", "holds a name or a password: leave it out"],
  ["https://postern.example/v1?key=horse", "more than an address: leave out what follows the host"],
  ["http://postern.example", "is to begin with https://"],
  ["http://localhost.postern.example", "is to begin with https://"],
])("npm run bootstrap refuses the address %s without a word to anybody, and does not repeat it", async (url, told) => {
  const { code, out, err } = await run("--url", url);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(told);
  expect(err).not.toContain("horse");
});

it.each([["--url", `https://${OPERATOR_TOKEN}@x.example`], [OPERATOR_TOKEN], [`--operator-token=${OPERATOR_TOKEN}`]])(
  "npm run bootstrap takes no token on its command line, and does not repeat it: form %#",
  async (...args) => {
    expect(await run(...args)).toEqual(
      refused("a token on the command line is seen by others and kept by the shell: leave it out, and replace it"),
    );
  },
);

it.each([
  ["--tenant", "Acme", "--tenant is to be of a-z 0-9 _, up to 40 of them"],
  ["--partner", "ptn_ptn-a", "--partner is to be of a-z 0-9 _, up to 40 of them"],
  ["--admin", "anna", "--admin is to be like user:anna, in lower case"],
  ["--admin", "group:admins", "--admin is to be like user:anna, in lower case"],
  ["--tenant-name", " ", "--tenant-name is to be one line of up to 128 characters"],
  ["--ttl", "never", "--ttl is to be a whole number and one of s, m, h, d, w: 30d"],
])("npm run bootstrap refuses %s %s before it speaks to anybody", async (option, value, told) => {
  expect(await bootstrap(option, value)).toEqual(refused(told));
});

it("npm run bootstrap asks for names at a terminal alone", async () => {
  expect(await bootstrap("--tenant", "acme")).toEqual(
    refused("without a terminal nothing can be asked: give --tenant and --admin"),
  );
});

it("npm run bootstrap tells no secret to a server that is no Postern", async () => {
  const other = await newStranger();
  onTestFinished(() => other.close());
  const url = `http://127.0.0.1:${other.port}`;
  expect(await run("--url", url, "--tenant", "acme", "--admin", "user:anna")).toEqual(
    refused(`what answers at ${url} is no Postern; it was told nothing`),
  );
  expect(other.heard.filter((request) => /authorization|pst_/i.test(request))).toEqual([]);
});

it("npm run bootstrap says that nobody answers", async () => {
  expect((await run("--url", "http://127.0.0.1:8", "--tenant", "acme", "--admin", "user:anna")).err).toMatch(
    /^error: nothing answers at http:\/\/127.0.0.1:8 \(\w+\)\n$/,
  );
});

it.each([
  [{ database: "no answer" }, "database: no answer. Its tables may not be there yet: npm run db:migrate"],
  [
    { encryption: "no root key" },
    "encryption: no root key. Either there is no ROOT_KEYS, or it is not as it has to be: put ROOT_KEYS into .dev.vars",
  ],
  [
    { encryption: "a root key in use is not configured" },
    "encryption: a root key in use is not configured. A root key was taken away too early: give it back (put ROOT_KEYS into .dev.vars)",
  ],
  [
    { config: "not valid: OPERATOR_TOKEN" },
    'config: not valid: OPERATOR_TOKEN. The README, "Configuration", says what each is to hold',
  ],
  [{ storage: "no answer" }, "storage: no answer. Look at what npm run dev writes"],
])("npm run bootstrap says what mends a deployment that is not ready: %j", async (errors, told) => {
  const url = await notReady(errors);
  expect(await run("--url", url, "--tenant", "acme", "--admin", "user:anna")).toEqual(
    refused(`Postern at ${url} is not ready:\n  ${told}`),
  );
});

it.each([
  ["", "there is no operator token: type it at a terminal, pipe it in, or set POSTERN_OPERATOR_TOKEN"],
  ["pst_operator_horse", "that is no operator token, or not the whole of it: pst_operator_ and 49 letters and digits"],
  [
    `${OPERATOR_TOKEN.slice(0, -1)}_`,
    "that is no operator token, or not the whole of it: pst_operator_ and 49 letters and digits",
  ],
])("npm run bootstrap refuses what is no operator token, and does not repeat it: %#", async (token, told) => {
  const args = ["--url", postern.url, "--tenant", "acme", "--admin", "user:anna"];
  expect(await runWith(token, ...args)).toEqual(refused(told));
  expect(await runScript(["scripts/bootstrap.mjs", ...args], { input: token })).toEqual(refused(told));
});

it("npm run bootstrap says that the deployment has another operator token", async () => {
  const args = ["--url", postern.url, "--tenant", "acme", "--admin", "user:anna"];
  expect(await runWith(mintOperatorToken(), ...args)).toEqual(
    refused(
      `${postern.url} does not take this operator token: it has another, or none; it is OPERATOR_TOKEN in .dev.vars`,
    ),
  );
});

it("npm run bootstrap makes nothing where a name is taken by what does not fit", async () => {
  await operator("POST", "/v1/identity/partners", { body: { name: "Taken", slug: "taken" } });
  await operator("POST", "/v1/identity/tenants", { body: { name: "Taken", slug: "taken", partner_id: "ptn_taken" } });
  const person = (body: object) => operator("POST", "/v1/identity/identities", { body, tenant: "tnt_taken" });
  await person({ identity_id: "user:berta" });
  await person({ identity_id: "user:carl", roles: ["tenant_admin"], is_active: false });
  const tenant = ["--tenant", "taken"];
  expect(await bootstrap(...tenant, "--partner", "another", "--admin", "user:anna")).toEqual(
    refused(
      "tnt_taken is there, as a tenant of ptn_taken: choose another --tenant, or that --partner. Nothing was made",
    ),
  );
  expect(await bootstrap(...tenant, "--admin", "user:berta")).toEqual(
    refused(
      "user:berta is there, and no administrator: choose another --admin, or give that one the role. Nothing was made",
    ),
  );
  expect(await bootstrap(...tenant, "--admin", "user:carl")).toEqual(
    refused("user:carl is there, and inactive. Nothing was made"),
  );
  await operator("PATCH", "/v1/identity/tenants/tnt_taken", { body: { status: "suspended" } });
  expect(await bootstrap(...tenant, "--admin", "user:anna")).toEqual(
    refused("tnt_taken is there, and suspended. Nothing was made"),
  );
  expect((await operator("GET", "/v1/identity/partners/ptn_another")).status).toBe(404);
});

it("npm run bootstrap leaves what it made where the life of the token is too long, and the next run makes the rest", async () => {
  const args = ["--tenant", "cut", "--admin", "sa:first"];
  const cut = await bootstrap(...args, "--ttl", "3651d");
  expect([cut.code, cut.out]).toEqual([1, ""]);
  expect(cut.err).toMatch(
    /made {2}binding .*\nerror: --ttl 3651d is too long: the most is 3650d, or the tenant's setting token_max_ttl\n$/,
  );
  expect(await livesOf("tnt_cut", "sa:first")).toEqual([]);
  const next = await bootstrap(...args);
  expect(next.err.match(/^(made|there) +\w+/gm)).toEqual([
    "there partner",
    "there tenant",
    "there identity",
    "there policy",
    "there binding",
    "made  token",
  ]);
  expect(next.out.trim()).toMatch(TOKEN);
});

it("npm run bootstrap makes a first tenant with a policy, and tells its administrator's token once and alone", async () => {
  const args = ["--tenant", "tnt_acme", "--tenant-name", "Acme Ltd", "--partner", "ptn_group", "--admin", "user:anna"];
  const first = await bootstrap(...args, "--admin-name", "Anna", "--ttl", "12h");
  expect([first.code, first.out]).toEqual([0, expect.stringMatching(/^\S+\n$/)]);
  const token = first.out.trim();
  expect(token).toMatch(TOKEN);
  expect(first.err).not.toContain("pst_");
  const [made, ...others] = await livesOf("tnt_acme", "user:anna");
  expect([made, others]).toEqual([expect.objectContaining({ name: "npm run bootstrap" }), []]);
  expect(first.err.replace(/until \S+/, "until …")).toBe(`made  partner  ptn_group, "Group"
made  tenant   tnt_acme, "Acme Ltd"
made  identity user:anna, with the role tenant_admin
made  policy   "administrators": read, write, list, delete, rotate on **
made  binding  of it to user:anna
made  token    ${made?.id}: admin, credentials:authenticate; until …
The token, shown this once:
`);

  const anna = apiClient(postern.url, token);
  const { body: who } = await anna("GET", "/v1/auth/whoami");
  expect(who).toMatchObject({ display_name: "Anna", tenant_id: "tnt_acme", partner_id: "ptn_group" });
  expect(Date.parse(who.token_expires_at) - Date.now()).toBeLessThanOrEqual(12 * 3600 * 1000);
  expect((await anna("PUT", "/v1/secrets/app/db", { body: { data: { a: 1 } } })).status).toBe(201);
  expect((await anna("DELETE", "/v1/secrets/app/db?permanent=true")).status).toBe(403);
  expect((await anna("DELETE", "/v1/secrets/app/db")).status).toBe(200);
  const agent = { identity_id: "user:anna", name: "agent", scopes: ["credentials:authenticate"] };
  expect((await anna("POST", "/v1/tokens", { body: agent })).status).toBe(201);
});

it("npm run bootstrap that runs again makes no second token unless it is told to", async () => {
  const args = ["--tenant", "again", "--admin", "user:anna"];
  await bootstrap(...args);
  const again = await bootstrap(...args);
  const [{ id } = { id: "" }] = await livesOf("tnt_again", "user:anna");
  const there = `there partner  ptn_again, "Again"
there tenant   tnt_again, "Again"
there identity user:anna, with the role tenant_admin
there token    ${id}, whose text nobody can show again
`;
  const none = "No second token was made; --new-token makes one.\n";
  expect(again).toEqual({ code: 0, out: "", err: there + none });
  const more = await bootstrap(...args, "--new-token");
  expect([more.code, more.out.trim(), more.err.startsWith(there)]).toEqual([0, expect.stringMatching(TOKEN), true]);
  expect(await livesOf("tnt_again", "user:anna")).toHaveLength(2);
});

it("npm run bootstrap takes the operator token from a pipe", async () => {
  const args = ["scripts/bootstrap.mjs", "--url", postern.url, "--tenant", "piped", "--admin", "user:anna"];
  const { code, out } = await runScript(args, { input: `${OPERATOR_TOKEN}\nmore\n` });
  expect([code, out.trim()]).toEqual([0, expect.stringMatching(TOKEN)]);
});

it("npm run bootstrap asks at a terminal, where the operator token is not shown, and for a name again that does not fit", async () => {
  const { code, out } = await typeScript(
    ["scripts/bootstrap.mjs", "--url", postern.url],
    [
      ["(it is not shown): ", `${OPERATOR_TOKEN}\r`],
      ["Tenant", "Not This\r"],
      ["Tenant", "typed\r"],
      ["Its name", "\r"],
      ["Partner", "\r"],
      ["Its name", "Typed Ltd\r"],
      ["Administrator", "\r"],
    ],
  );
  expect(code).toBe(0);
  expect(out).toContain("That does not fit.");
  expect(out).toContain('made  partner  ptn_typed, "Typed Ltd"\r\nmade  tenant   tnt_typed, "Typed"');
  expect(out).toContain("made  identity user:anna");
  expect(out.trim().split("\r\n").at(-1)).toMatch(TOKEN);
  expect(out).not.toContain(OPERATOR_TOKEN.slice(0, 24));
});

it("npm run bootstrap ends at once where Ctrl-C is typed, or half a token, and shows nothing of it", async () => {
  const args = ["scripts/bootstrap.mjs", "--url", postern.url];
  const half = OPERATOR_TOKEN.slice(0, 30);
  const cut = await typeScript(args, [["shown): ", `${half}\u0003`]]);
  expect([cut.code, cut.out.includes("pst_")]).toEqual([130, false]);
  const entered = await typeScript(args, [["shown): ", `${half}\r`]]);
  expect(entered.code).toBe(1);
  expect(entered.out).toContain("that is no operator token, or not the whole of it");
  expect(entered.out).not.toContain(half);
});
