import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { KnownSpaces } from "../../src/client/known-spaces";
import { parseConfig } from "../../src/config";
import { hashToken, isProven, mintToken, tokenKey } from "../../src/crypto/token";
import { findSpace } from "../../src/directory/spaces";
import { openDirectory } from "../../src/kernel/directory";
import { type Answer, asOperator, call, evict, newTenant, type TestTenant } from "../support/api";
import { newPartner } from "../support/spaces";

const told = ({ status, body }: Answer): string => `${status} ${body?.error?.code}`;
const whoami = (token: string, headers: Record<string, string> = {}) => call("GET /v1/auth/whoami", { token, headers });

/** Which of these spaces have an object with storage. */
async function stored(spaces: readonly string[]): Promise<string[]> {
  const ids = new Set((await listDurableObjectIds(env.SPACES)).map(String));
  return spaces.filter((space) => ids.has(String(env.SPACES.idFromName(space))));
}

let counter = 0;
const invented = (kind = "tnt") => `${kind}_nobody${Date.now().toString(36)}${(counter++).toString(36)}`;

it("a space that nobody made keeps nothing, however many tokens strangers write for three hundred of them", async () => {
  const tenant = await newTenant();
  const spaces = Array.from({ length: 300 }, (_, n) => invented(n % 2 ? "tnt" : "ptn"));
  const root = { id: "own", key: crypto.getRandomValues(new Uint8Array(32)) };
  const answers = await Promise.all(
    spaces.map((space, n) => whoami(n % 3 ? mintToken(space) : mintToken(space, tokenKey(root)))),
  );
  expect(new Set(answers.map(told))).toEqual(new Set(["401 token_invalid"]));
  const { message: _, ...error } = answers[0]?.body.error ?? {};
  expect(error).toEqual({ code: "token_invalid", request_id: answers[0]?.headers.get("x-request-id") });
  expect(await stored([...spaces, tenant.id])).toEqual([tenant.id]);
});

it("a space that nobody made keeps nothing if it is named beside a token, true or forged", async () => {
  const [tenant, partner] = [await newTenant(), await newPartner()];
  const forged = mintToken("operator");
  const names = [invented(), invented("ptn"), invented()];
  for (const name of names) {
    const headers = { "x-tenant-id": name };
    const lines = [
      "GET /api/v1/credentials",
      "GET /v1/secrets",
      `GET /v1/t/${name}/secrets`,
      "GET /v1/identity/identities",
    ];
    for (const line of lines) {
      const answers = [
        await call(line, { token: forged, headers }),
        await asOperator(line, undefined, name),
        await call(line, { token: partner.admin, headers }),
        await call(line, { token: tenant.admin, headers }),
        await call(line, { token: mintToken(tenant.id), headers }),
        await call(line, { token: mintToken(name), headers }),
      ];
      expect([line, answers.map(told)]).toEqual([
        line,
        [
          "401 token_invalid",
          "404 tenant_not_found",
          "404 tenant_not_found",
          "403 tenant_access_denied",
          "401 token_invalid",
          "401 token_invalid",
        ],
      ]);
    }
    expect((await asOperator(`POST /v1/admin/spaces/${name}/rotate-key`)).status).toBe(404);
  }
  expect(await stored([...names, tenant.id, partner.id])).toEqual([tenant.id, partner.id]);
});

it("a space that nobody made is there for the operator as soon as it is made", async () => {
  const slug = invented().slice(4);
  const space = `ptn_${slug}`;
  const read = () => asOperator("GET /v1/identity/identities", undefined, space);
  expect(told(await read())).toBe("404 tenant_not_found");
  expect((await asOperator("POST /v1/identity/partners", { name: "Late", slug })).status).toBe(201);
  expect((await read()).status).toBe(200);
});

/** As if the tenant's only token had this text. */
async function given(tenant: TestTenant, token: string): Promise<string> {
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    storage.sql.exec("UPDATE tokens SET hash = ?", hashToken(token));
  });
  await evict(tenant.stub);
  return token;
}

it("a token is made with a proof that this deployment made it", async () => {
  const tenant = await newTenant();
  const newest = parseConfig(env).rootKeys.slice(-1).map(tokenKey);
  expect([isProven(tenant.admin, newest), isProven(mintToken(tenant.id), newest)]).toEqual([true, false]);
});

it("a token made before there were proofs is as good as ever", async () => {
  const tenant = await newTenant();
  expect(told(await whoami(await given(tenant, mintToken(tenant.id))))).toBe("200 undefined");
});

it("a token outlives the root key that it was made with", async () => {
  const tenant = await newTenant();
  const gone = { id: "gone", key: crypto.getRandomValues(new Uint8Array(32)) };
  expect(told(await whoami(await given(tenant, mintToken(tenant.id, tokenKey(gone)))))).toBe("200 undefined");
});

it("a token of a known space with any other digits is refused like one of an unknown space", async () => {
  const tenant = await newTenant();
  const shape = ({ status, body }: Answer) => [status, { ...body.error, request_id: "" }];
  expect(shape(await whoami(mintToken(tenant.id)))).toEqual(shape(await whoami(mintToken(invented()))));
});

/** The directory, and how often it was asked. */
function counting(broken = false) {
  const state = { reads: 0 };
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "prepare") return Reflect.get(target, name);
      return (sql: string) => {
        state.reads++;
        return target.prepare(broken ? "SELECT * FROM nowhere" : sql);
      };
    },
  });
  return { state, directory: openDirectory(db) };
}

const busy = { ok: false, error: { code: "service_unavailable", retryAfter: 1 } };

it("the spaces that are kept in mind cost one read each, and a flood of invented ones ends in 503, not in reads without end", async () => {
  const [tenant, late] = [await newTenant(), await newTenant()];
  const { state, directory } = counting();
  let now = 1_000_000;
  const spaces = new KnownSpaces(findSpace, () => now);
  for (let n = 0; n < 3; n++) expect(await spaces.has(directory, tenant.id)).toEqual({ ok: true, value: true });
  expect(state.reads).toBe(1);
  const flood = async (count: number) => {
    const before = state.reads;
    const answers = [];
    for (let n = 0; n < count; n++) answers.push(await spaces.has(directory, `tnt_flood${n}`));
    return { reads: state.reads - before, last: answers.at(-1) };
  };
  expect(await flood(1100)).toEqual({ reads: 1000, last: busy });
  expect(await spaces.has(directory, tenant.id)).toEqual({ ok: true, value: true });
  expect(await spaces.has(directory, late.id)).toEqual(busy);
  expect(await spaces.has(directory, late.id, true)).toEqual({ ok: true, value: true });
  expect(await spaces.has(directory, "operator")).toEqual({ ok: true, value: true });
  now += 1000;
  expect(await flood(100)).toEqual({ reads: 50, last: busy });
});

it("the spaces that are kept in mind are not guessed while the directory does not answer", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const spaces = new KnownSpaces(findSpace, () => 0);
  const answer = await spaces.has(counting(true).directory, "tnt_somebody");
  expect(answer).toEqual({ ok: false, error: { code: "service_unavailable" } });
  expect(errors.mock.calls.flat()).toEqual(['{"level":"error","error":"directory_unavailable"}']);
  errors.mockRestore();
});
