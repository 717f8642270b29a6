import { beforeEach, expect, it } from "vitest";
import { must } from "../support/api";
import { rowsOf, stopClock } from "../support/spaces";
import { NOTHING, newVaultSide, refusal, told, type VaultSide, vaultAs } from "./support";

/** Everything that a caller may make the server keep by this interface, and what stops it. */
let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const run = (text: string, ...values: (string | number | null)[]) => rowsOf(side.tenant.stub, text, ...values);
const numbers = (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
const FULL = told(400, "The input is not valid.");
const TOO_LARGE = told(413, "The body is too large.");
const TTL = { "x-vault-wrap-ttl": "60" };
const LATER_MS = Date.UTC(2096, 0, 1);

it("a value is 1 MiB at most, written or patched together, and an answer that holds it may be wrapped", async () => {
  const most = 1_048_576 - '{"k":""}'.length;
  const value = (length: number) => JSON.stringify({ data: { k: "x".repeat(length) } });
  expect(refusal(await vault("POST secret/data/a", value(most + 1)))).toEqual(TOO_LARGE);
  must(await vault("POST secret/data/a", value(most)), 200);
  expect(refusal(await vault("PATCH secret/data/a", { data: { l: 1 } }))).toEqual(TOO_LARGE);
  const { token } = must(await vault("GET secret/data/a", undefined, TTL), 200).wrap_info;
  expect((await vaultAs(token)("POST sys/wrapping/unwrap")).body.data.data.k).toHaveLength(most);
  expect((await vault("GET secret/data/a")).body.data.metadata.version).toBe(1);
});

it("a path is 512 bytes in 32 segments, of the letters that there are", async () => {
  const refused = (reason: string) => told(400, `the path of a secret can't be this: ${reason}`);
  for (const [path, reason] of [
    ["x".repeat(513), "length"],
    [`${"x/".repeat(32)}x`, "depth"],
    ["a//b", "empty_segment"],
    ["/a", "empty_segment"],
    ["a/..%2Fb", "path_segments"],
    ["%20a", "whitespace"],
    ["a%20/b", "whitespace"],
    ["caf%C3%A9", "characters"],
    ["a%00b", "characters"],
    ["a*b", "characters"],
  ] as const)
    expect([path.slice(0, 20), ...refusal(await vault(`POST secret/data/${path}`, { data: {} }))]).toEqual([
      path.slice(0, 20),
      ...refused(reason),
    ]);
  for (const path of [
    "x".repeat(512),
    `${"x/".repeat(31)}x`,
    "A.b_c~d@e+f:g=h,i-j/k%20l",
    "versions",
    "batch/metadata",
  ])
    must(await vault(`POST secret/data/${path}`, { data: {} }), 200);
  expect(refusal(await vault("POST secret/data/a/", { data: {} }))).toEqual(
    told(400, "cannot write to a path ending in '/'"),
  );
  expect(refusal(await vault("GET secret/data/a/"))).toEqual(NOTHING);
});

it("marks name a thousand versions at once, and what is asked about a hundred addresses", async () => {
  const versions = (count: number) => ({ versions: Array.from({ length: count }, (_, at) => at + 1) });
  for (const verb of ["delete", "undelete", "destroy"]) {
    expect(refusal(await vault(`POST secret/${verb}/a`, versions(1001)))).toEqual(
      told(400, "too many versions at once"),
    );
    must(await vault(`POST secret/${verb}/a`, versions(1000)), 204);
  }
  const paths = (count: number) => ({ paths: Array.from({ length: count }, (_, at) => `secret/data/a${at}`) });
  expect(refusal(await vault("POST sys/capabilities-self", paths(101)))).toEqual(
    told(400, "at most 100 paths are told at once"),
  );
  expect(Object.keys(must(await vault("POST sys/capabilities-self", paths(100)), 200).data)).toHaveLength(100);
  expect((await vault("POST sys/capabilities-self", { paths: ["x".repeat(601)] })).status).toBe(400);
});

it("an answer is wrapped for 32 days at most, ten thousand of them in a space, and a quarter of those for one identity", async () => {
  const wrap = (ttl: string) => vault("POST sys/wrapping/wrap", { a: 1 }, { "x-vault-wrap-ttl": ttl });
  expect(refusal(await wrap("33d"))).toEqual(
    told(400, "error parsing X-Vault-Wrap-TTL header: requested wrap ttl is longer than 32 days"),
  );
  must(await wrap("32d"), 200);
  const plant = (count: number, by: string) =>
    run(
      `${numbers(count)} INSERT INTO wrapped_answers
         (id, hash, sealed, bytes, creation_path, ttl_ms, created_by, created_at_ms, expires_at_ms)
       SELECT 'wrp_' || ? || i, ? || i, x'00', 1, 'p', 1000, ?, 0, ? FROM n`,
      by,
      by,
      by,
      LATER_MS,
    );
  await plant(2_499, "user:admin");
  expect(refusal(await wrap("60"))).toEqual(FULL);
  // What could not be kept is not given either: the client asked for it not to be.
  must(await vault("POST secret/data/a", { data: { k: "canary-value" } }), 200);
  const read = await vault("GET secret/data/a", undefined, TTL);
  expect([...refusal(read), read.text.includes("canary-value")]).toEqual([...FULL, false]);
  const other = vaultAs(await side.caller([], []));
  must(await other("POST sys/wrapping/wrap", { a: 1 }, TTL), 200);
  await plant(7_499, "user:x");
  expect(refusal(await other("POST sys/wrapping/wrap", { a: 1 }, TTL))).toEqual(FULL);
});

it("a token keeps 64 entries of 64 KiB for itself", async () => {
  const entry = (length: number) => ({ k: "x".repeat(length - '{"k":""}'.length) });
  expect(refusal(await vault("POST cubbyhole/a", entry(65_537)))).toEqual(TOO_LARGE);
  for (let n = 0; n < 64; n++) must(await vault(`POST cubbyhole/a${n}`, entry(n === 0 ? 65_536 : 10)), 204);
  expect(refusal(await vault("POST cubbyhole/b", entry(10)))).toEqual(FULL);
  must(await vault("POST cubbyhole/a1", entry(20)), 204);
  must(await vault("DELETE cubbyhole/a2"), 204);
  must(await vault("POST cubbyhole/b", entry(10)), 204);
});

it("an identity has a thousand live child tokens", async () => {
  await run(
    `${numbers(1000)} INSERT INTO tokens (id, hash, identity_id, name, scopes, created_by, created_at_ms, expires_at_ms, via)
     SELECT 'tok_' || i, i, 'user:admin', '', '[]', '', 0, ?, 'child' FROM n`,
    LATER_MS,
  );
  expect(refusal(await vault("POST auth/token/create", {}))).toEqual(FULL);
  await run("UPDATE tokens SET revoked_at_ms = 1 WHERE id = 'tok_7'");
  must(await vault("POST auth/token/create", {}), 200);
});

it("a tenant has a thousand roles, a role a thousand secret ids, and its identity five thousand logins", async () => {
  must(await vault("POST auth/approle/role/ci", {}), 204);
  const { role_id } = must(await vault("GET auth/approle/role/ci/role-id"), 200).data;
  const { secret_id } = must(await vault("POST auth/approle/role/ci/secret-id", {}), 200).data;
  await run(
    `${numbers(999)} INSERT INTO approles (name, role_id, scopes, bind_secret_id, refused_at_ms, created_at_ms, updated_at_ms)
     SELECT 'r' || i, 'r' || i, '[]', 1, '[]', 0, 0 FROM n`,
  );
  expect(refusal(await vault("POST auth/approle/role/more", {}))).toEqual(FULL);
  must(await vault("POST auth/approle/role/ci", { token_ttl: "1h" }), 204);
  await run(
    `${numbers(999)} INSERT INTO approle_secret_ids (accessor, role_name, hash, metadata, created_by, created_at_ms, updated_at_ms)
     SELECT 'sid_' || i, 'ci', i, '{}', '', 0, 0 FROM n`,
  );
  for (const [line, body] of [
    ["POST auth/approle/role/ci/secret-id", {}],
    ["POST auth/approle/role/ci/custom-secret-id", { secret_id: "chosen-by-hand-0123456789" }],
  ] as const)
    expect([line, ...refusal(await vault(line, body))]).toEqual([line, ...FULL]);
  await run(
    `${numbers(5000)} INSERT INTO tokens (id, hash, identity_id, name, scopes, created_by, created_at_ms, expires_at_ms, via)
     SELECT 'tok_' || i, i, 'sa:ci', '', '[]', '', 0, ?, 'approle' FROM n`,
    LATER_MS,
  );
  expect(refusal(await vaultAs(null)("POST auth/approle/login", { role_id, secret_id }))).toEqual(FULL);
});

it("settings of roles and secret ids are as long as natively, and no longer", async () => {
  for (const [line, body] of [
    ["POST auth/approle/role/ci", { token_policies: Array.from({ length: 101 }, (_, at) => `p${at}`) }],
    ["POST auth/approle/role/ci", { token_policies: ["x".repeat(129)] }],
    ["POST auth/approle/role/ci", { token_bound_cidrs: Array.from({ length: 51 }, (_, at) => `192.0.2.${at}/32`) }],
    ["POST auth/approle/role/ci", { token_bound_cidrs: ["nonsense"] }],
    ["POST auth/approle/role/ci", { token_num_uses: -1 }],
    ["POST auth/approle/role/ci", { secret_id_ttl: "3651d" }],
    [`POST auth/approle/role/${"x".repeat(200)}`, {}],
  ] as const)
    expect([line, (await vault(line, body)).status]).toEqual([line, 400]);
  expect(refusal(await vault("GET auth/approle/role/ci"))).toEqual(NOTHING);
  must(await vault("POST auth/approle/role/ci", {}), 204);
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`k${at}`, "v"]));
  for (const body of [
    { secret_id: "x".repeat(257) },
    { secret_id: "given-0123456789", metadata: JSON.stringify(many) },
    { secret_id: "given-0123456789", metadata: JSON.stringify({ k: "v".repeat(513) }) },
    { secret_id: "given-0123456789", metadata: "{" },
    { secret_id: "given-0123456789", cidr_list: Array.from({ length: 51 }, (_, at) => `192.0.2.${at}/32`) },
  ])
    expect((await vault("POST auth/approle/role/ci/custom-secret-id", body)).status).toBe(400);
  expect(refusal(await vault("GET auth/approle/role/ci/secret-id?list=true"))).toEqual(NOTHING);
});

it("calls count in the rate of their kind, natively and here together, and the refusal says how long to wait", async () => {
  const token = await side.caller(["secrets:write"], []);
  // In an instant: a unit comes back within a second.
  await stopClock(side.tenant.stub, Date.now());
  let answer = await vaultAs(token)("POST secret/data/a", { data: {} });
  for (let n = 0; n < 400 && answer.status !== 429; n++)
    answer = await vaultAs(token)("POST secret/data/a", { data: {} });
  expect(refusal(answer)).toEqual(told(429, "Too many requests of this kind."));
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  const headers = { authorization: `Bearer ${token}` };
  expect((await side.tenant.api("PUT /v1/secrets/a", { data: { k: 1 } }, { headers })).status).toBe(429);
});
