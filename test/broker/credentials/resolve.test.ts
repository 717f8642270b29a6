import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { type BrokerBench, newFakeBench, SECRET, VAULT_PATH } from "../broker-bench";
import { noted, page, whole } from "./resolve-support";

afterEach(() => {
  vi.restoreAllMocks();
});

it("credentials.resolve answers a person's runner the verdict alone, without the vault", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () =>
    expect((await b.resolve({ mode: "prompt_user" })).body).toEqual(page(b, "prompt_user")),
  );
  const { host, matchedPattern } = page(b);
  expect(rows).toEqual([
    {
      action: "credential.resolved",
      code: null,
      about: b.credentialId,
      extra: { host, matched_pattern: matchedPattern, mode: "prompt_user" },
    },
  ]);
  expect(await vault.calls()).toEqual([]);
  expect((await b.credential()).lastUsedAt).toBeNull();
});

it("credentials.resolve answers just the asked fields, in one order, and logs their names", async () => {
  const { b } = await newFakeBench();
  const all = ["username", "password", "totp"];
  const { host, matchedPattern } = page(b);
  for (const asked of [undefined, ["username"], ["password"], ["totp"], ["password", "username"], all.toReversed()]) {
    const fields = all.filter((role) => asked?.includes(role) ?? true);
    const rows = await b.rowsOf(async () => {
      const answer = await b.resolve(asked ? { fields: asked } : {});
      const { username, password, totp } = whole(b);
      const values = Object.entries({ username, password, totp }).filter(([role]) => fields.includes(role));
      expect(answer.body).toEqual({ ...page(b), ...Object.fromEntries(values), vaultVersion: 1 });
      expect(Object.keys(answer.body)).toEqual([...Object.keys(page(b)), ...fields, "vaultVersion"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    });
    expect(rows).toEqual([
      {
        action: "credential.resolved",
        code: null,
        about: b.credentialId,
        extra: { host, matched_pattern: matchedPattern, mode: "vault", fields, ...noted(b), vault_version: 1 },
      },
    ]);
  }
});

it("credentials.resolve takes an empty text for a value, and knows no version where the engine does not number", async () => {
  const secret = { ...SECRET, pass: "" };
  const v1 = { kvVersion: 1, vaultPath: "kv/app/db" } as const;
  const { b } = await newFakeBench({ kvVersion: 1, secrets: { "kv/app/db": secret } }, v1);
  expect((await b.resolve()).body).toEqual({ ...whole(b, null), password: "" });
  const unnumbered = await newFakeBench({
    rules: [{ path: VAULT_PATH, answer: { json: { data: { data: SECRET } } } }],
  });
  expect((await unnumbered.b.resolve()).body).toEqual(whole(unnumbered.b, null));
});

it.for([
  ["SHA1", "12345678901234567890", "07081804"],
  ["SHA256", "12345678901234567890123456789012", "68084774"],
  ["SHA512", "1234567890123456789012345678901234567890123456789012345678901234", "25091201"],
] as const)(
  "credentials.resolve gives the code of RFC 6238, appendix B, for %s at the moment of the answer",
  async ([hash, text, code]) => {
    const otp_seed = `otpauth://totp/Acme:robot?secret=${base32(text)}&algorithm=${hash}&digits=8&issuer=Acme`;
    const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: { ...SECRET, otp_seed } } });
    await b.resolve({ fields: ["username"] });
    await runInDurableObject(b.tenant.stub, (instance) => {
      instance.clock = () => 1_111_111_109_000;
    });
    const expiresAt = "2005-03-18T01:58:30Z";
    expect((await b.resolve({ fields: ["totp"] })).body.totp).toEqual({
      code,
      expiresAt,
      period: 30,
      remainingSeconds: 1,
    });
  },
);

it("credentials.resolve gives one code for every spelling of a seed", async () => {
  const seeds = ["JBSWY3DPEHPK3PXPAE", "jbsw y3dp ehpk 3pxp ae", "JBSW-Y3DP-EHPK-3PXP-AE======"];
  const { b, vault } = await newFakeBench();
  await b.resolve();
  const moment = Date.now();
  await runInDurableObject(b.tenant.stub, (instance) => {
    instance.clock = () => moment;
  });
  const codes = new Set<string>();
  for (const [at, otp_seed] of [...seeds, `otpauth://totp/x?secret=${seeds[0]}`].entries()) {
    const vaultPath = `secret/data/app/seed-${at}`;
    await vault.set({ secrets: { [vaultPath]: { ...SECRET, otp_seed } } });
    await b.point({ vaultPath });
    codes.add(JSON.stringify((await b.resolve({ fields: ["totp"] })).body.totp));
  }
  expect(codes.size).toBe(1);
});

it("credentials.resolve notes the time of use, which never goes back and does not move `updatedAt`", async () => {
  const { b, vault } = await newFakeBench();
  const { updatedAt } = await b.credential();
  await b.resolve();
  const first = await b.credential();
  expect([first.updatedAt, Date.parse(first.lastUsedAt)]).toEqual([updatedAt, expect.any(Number)]);
  await vault.set({ rules: [{ path: VAULT_PATH, nth: 1, answer: { healthy: true, held: true } }] });
  const slow = b.resolve();
  await vault.waitForCalls(2, VAULT_PATH);
  await b.forward(60_000);
  await b.resolve();
  const newest = await b.credential();
  expect(Date.parse(newest.lastUsedAt)).toBeGreaterThan(Date.parse(first.lastUsedAt));
  await vault.release();
  expect((await slow).status).toBe(200);
  expect(await b.credential()).toEqual(newest);
});

it("credentials.resolve leaves nothing of secret, page or secret id in a table, a log or an object's storage", async () => {
  const lines: string[] = [];
  for (const level of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
  const { b, vault } = await newFakeBench();
  await b.integration("secrets", {
    path: "app/new",
    data: { pass: "canary-pass" },
    metadata: { of: "canary-login" },
  });
  await b.resolve();
  await vault.set({ secrets: { "secret/data/app/odd": { login: "canary-login", otp_seed: "canary-seed" } } });
  await b.point({ vaultPath: "secret/data/app/odd" });
  await b.resolve();
  await b.resolve({ fields: ["totp"] });
  await b.resolve({ url: "https://evil.example/canary-page" });
  await vault.set({ secretId: "another" });
  await vault.revokeTokens();
  await b.resolve();
  const stored = await everythingStored(b);
  expect(stored).toContain(b.integrationId);
  for (const text of [stored, lines.join("\n")])
    expect(text).not.toMatch(/canary-(pass|login|seed|page|secret)|billing@|JBSWY3DP|fake-token/);
});

/** Every cell of D1, of the tenant's tables and of both objects' key-value storage, as text. */
async function everythingStored(b: BrokerBench): Promise<string> {
  const text = (value: unknown): unknown => {
    if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
    return ArrayBuffer.isView(value) ? new TextDecoder("latin1").decode(value) : value;
  };
  const show = (value: unknown) => JSON.stringify(value, (_, inner) => text(inner));
  const own = (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    const names = tables.map(({ name }) => String(name)).filter((name) => !name.startsWith("_cf"));
    const rows = names.map((name) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return show([rows, [...storage.kv.list()]]);
  };
  const directory = await env.DB.batch([
    env.DB.prepare("SELECT * FROM vault_integrations"),
    env.DB.prepare("SELECT * FROM credentials"),
  ]);
  const latin = directory.map(({ results }) =>
    results.map((row) =>
      Object.values(row as object).map((cell) => (Array.isArray(cell) ? String.fromCharCode(...cell) : cell)),
    ),
  );
  return [show(latin), await runInDurableObject(b.tenant.stub, own), await runInDurableObject(b.session, own)].join(
    "\n",
  );
}

/** RFC 4648, section 6, without padding. */
function base32(text: string): string {
  const bits = [...new TextEncoder().encode(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}
