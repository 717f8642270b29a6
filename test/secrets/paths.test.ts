import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SpaceObject } from "../../src/index";
import { type Glob, matchesGlob, parseGlob } from "../../src/kernel/glob";
import type { Callable } from "../../src/kernel/operation";
import { pathFault } from "../../src/kernel/secret-path";
import { readMetadataBatch } from "../../src/secrets/batch/operations";
import { listSecrets } from "../../src/secrets/list";
import { readSecret } from "../../src/secrets/read";
import { deleteSecret } from "../../src/secrets/remove";
import { putSecret } from "../../src/secrets/write";
import { auditRows } from "../support/api";
import { newStore, pathsOf, SECOND, START_MS } from "./support";

const ODD = "Team A/DB.prod/user@host:5432/a=b,c+d/~x_y-z/...";
const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");

it("a secret's path is the one that was sent, in every verb, list, log and event, whatever signs it has", async () => {
  const store = await newStore();
  const at = encoded(ODD);
  expect((await store.at(`PUT ${at}`, { data: { key: "one" } })).body.path).toBe(ODD);
  // A plus and a few more signs may stand as they are.
  for (const raw of [ODD.replaceAll(" ", "%20"), encodeURIComponent(ODD)])
    expect((await store.at(`GET ${raw}`)).body).toMatchObject({ path: ODD, data: { key: "one" } });
  expect((await store.at(`GET ${at.replaceAll("%2B", "%20")}`)).status).toBe(404);
  expect((await store.at(`GET ${at.replace("Team", "team")}`)).status).toBe(404);
  expect((await store.at(`GET metadata/${at}`)).body.path).toBe(ODD);
  expect((await store.at(`GET ${at}/versions`)).body.versions).toHaveLength(1);
  expect((await store.at(`POST ${at}/rotate`, { new_value: { key: "two" } })).status).toBe(200);
  expect((await store.at(`DELETE ${at}`)).status).toBe(200);
  expect((await store.at(`POST ${at}/restore`)).status).toBe(200);
  expect((await store.at("POST batch", { paths: [ODD] })).body.secrets[ODD].data).toEqual({ key: "two" });
  const trail = await store.api(`GET /v1/audit/secrets/${at}`);
  expect(trail.body.logs.length).toBeGreaterThan(7);
  const logs = await store.api(`GET /v1/audit/logs?path_prefix=${encodeURIComponent("Team A/DB.prod/user@host:")}`);
  expect(
    logs.body.logs.every((row: { secret_path: string }) => row.secret_path.startsWith("Team A/DB.prod/user@host:")),
  ).toBe(true);
  expect(logs.body.logs.length).toBeGreaterThan(7);
  expect(pathsOf((await store.api("GET /v1/secrets?prefix=Team+A%2FDB.")).body)).toEqual([ODD]);
});

it("a secret's path that is a route's word is read where it is no address", async () => {
  const store = await newStore();
  await runInDurableObject(store.stub, async (object) => {
    await run(object, store.admin, putSecret, putting("a/versions"));
  });
  expect((await store.at("POST batch", { paths: ["a/versions"] })).body.secrets["a/versions"].version).toBe(1);
  expect((await store.api("GET /v1/audit/secrets/a%2Fversions")).body.logs).toHaveLength(2);
  expect((await store.at("GET a/versions")).status).toBe(404);
});

it("a secret's path is judged as it was sent: dot segments that no parser took away are refused, and never another path", async () => {
  const store = await newStore();
  for (const path of ["b", "a/b", "tokens"]) await store.at(`PUT ${path}`, { data: { k: 1 } });
  for (const path of ["a%2F..%2Fb", "a%2F%2E%2E%2Fb", "a/x%2F..", "%2E%2Fb", "x%2F../b%2F."]) {
    const { status, body } = await store.at(`GET ${path}`);
    expect([path, status, body.error.code]).toEqual([path, 400, "invalid_path"]);
  }
});

it("a secret's path that holds a token is refused, and is in no row", async () => {
  const store = await newStore();
  const token = store.admin;
  const refused = [
    await store.at(`PUT keys/${token}`, { data: { k: 1 } }),
    await store.at(`GET ${token}`),
    await store.api(`GET /v1/secrets?prefix=${token}`),
    await store.api(`GET /v1/audit/secrets/${token}`),
    await store.api(`GET /v1/audit/logs?path_prefix=${token}`),
    await store.at("POST batch", { paths: [token] }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 422, 400, 422, 200]);
  for (const { text } of refused) expect(text).not.toContain(token);
  expect(JSON.stringify(await auditRows(store.stub))).not.toContain(token);
});

const letter = fc.constantFrom("a", "B", "~", " ", "+", ".", ",", "-");
const text = fc.array(fc.oneof({ weight: 5, arbitrary: letter }, fc.constant("/")), { minLength: 1, maxLength: 6 });
const path = text.map((all) => all.join("")).filter((each) => pathFault(each) === undefined);
const pattern = fc
  .array(fc.oneof({ weight: 4, arbitrary: letter }, fc.constantFrom("/", "/", "*", "?", "/**", "**/", "a/**")), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => parseGlob(all.join("")))
  .filter((parsed) => parsed.ok);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("put" as const), path }) },
  fc.record({ kind: fc.constant("delete" as const), path }),
  fc.record({
    kind: fc.constant("list" as const),
    prefix: text.map((all) => all.join("").slice(0, 2)),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant("match" as const), glob: pattern.map(({ glob }) => glob) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const META = { requestId: "req_paths", ip: null, userAgent: null };
async function run<I, O>(object: SpaceObject, token: string, { name: op }: Callable<I, O>, input: NoInfer<I>) {
  const reply = await object.run({ op, token, named: null, input, meta: META });
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into values of every shape
  return reply.ok ? (reply.value as any) : reply.error.code;
}
const ANY = { ifMatch: null, ifNoneMatch: false };
const putting = (at: string) => ({
  path: at,
  data: `{"at":${JSON.stringify(at)}}`,
  secretType: undefined,
  metadata: undefined,
  options: {},
  precondition: ANY,
});
const below = (prefix: string) => ({
  prefix,
  tags: [],
  secretType: null,
  expiresBeforeMs: null,
  updatedAfterMs: null,
  includeExpired: false,
});
const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Of the model, each step; of the store, what it says: compared for every step. */
async function follow(object: SpaceObject, token: string, each: Step, model: Set<string>): Promise<void> {
  if (each.kind === "put") {
    expect(await run(object, token, putSecret, putting(each.path))).toMatchObject({ path: each.path });
    model.add(each.path);
    expect((await run(object, token, readSecret, { path: each.path, version: null })).data).toBe(
      putting(each.path).data,
    );
  } else if (each.kind === "delete") {
    const deleted = await run(object, token, deleteSecret, {
      path: each.path,
      permanent: true,
      version: null,
      precondition: ANY,
    });
    expect(typeof deleted === "string" ? deleted : "deleted").toBe(
      model.delete(each.path) ? "deleted" : "secret_not_found",
    );
  } else if (each.kind === "list") {
    const wanted = [...model].filter((at) => at.startsWith(each.prefix)).toSorted(inBytes);
    const listed: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await run(object, token, listSecrets, {
        filter: below(each.prefix),
        includeMetadata: false,
        limit: each.limit,
        cursor,
      });
      expect(page.totalCount, each.prefix).toBe(wanted.length);
      listed.push(...JSON.parse(page.text).map((item: { path: string }) => item.path));
      if (page.cursor === null) break;
      cursor = page.cursor;
    }
    expect(listed).toEqual(wanted);
  } else await matchAll(object, token, each.glob, model);
}

async function matchAll(object: SpaceObject, token: string, glob: Glob, model: Set<string>): Promise<void> {
  const asked = { paths: [glob.text], expandWildcards: true, failFast: false };
  const { found } = await run(object, token, readMetadataBatch, asked);
  const isPattern = /[*?]/.test(glob.text);
  const wanted = [...model].filter((at) => (isPattern ? matchesGlob(glob, at) : at === glob.text));
  expect(
    found.map(([at]: [string]) => at),
    glob.text,
  ).toEqual(wanted.toSorted(inBytes));
}

it("a secret's path, in any signs that it may have, is written, read, listed, matched and deleted as in a set of texts", async () => {
  const store = await newStore();
  const body = { identity_id: "user:admin", name: "model", scopes: ["admin"], expires_at: null };
  const { token } = (await store.api("POST /v1/tokens", body)).body;
  await runInDurableObject(store.stub, async (object) => {
    let now = START_MS;
    const model = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        for (const each of steps) {
          now += 10 * SECOND;
          object.clock = () => now;
          await follow(object, token, each, model);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
    expect(model.size).toBeGreaterThan(50);
  });
});
