import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SpaceObject } from "../../src/index";
import type { Callable } from "../../src/kernel/operation";
import { listSecrets } from "../../src/secrets/list";
import { listVersions, type VersionEntry } from "../../src/secrets/metadata";
import { patchSecret } from "../../src/secrets/patch";
import { readSecret } from "../../src/secrets/read";
import { deleteSecret } from "../../src/secrets/remove";
import { restoreSecret } from "../../src/secrets/restore";
import { rotateSecret } from "../../src/secrets/rotation/rotate";
import { putSecret } from "../../src/secrets/write";
import { Model } from "./model";
import { DAY, HOUR, newStore, SECOND, START_MS } from "./support";

const path = fc.constantFrom("a", "b");
const version = fc.integer({ min: 1, max: 5 });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("put" as const),
      path,
      lifeS: fc.constantFrom(undefined, undefined, null, 1, 7200),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("rotate" as const), path, graceMs: fc.constantFrom(0, HOUR, 2 * DAY) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("read" as const), path, version: fc.option(version) }) },
  fc.record({ kind: fc.constant("limit" as const), path, max: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("remove" as const), path, permanent: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("removeVersion" as const), path, version, permanent: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restoreVersion" as const), path, version }) },
  fc.record({ kind: fc.constant("versionLife" as const), path, lifeS: fc.constantFrom(null, 1, 3600) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("list" as const), path }) },
  fc.record({ kind: fc.constant("restore" as const), path }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.constantFrom(SECOND, 500, HOUR, 3 * HOUR, 30 * DAY),
    }),
  },
);

const seenOf = ({ version: number, isCurrent, deletedAtMs, isDestroyed }: VersionEntry) => ({
  version: number,
  isCurrent,
  isDeleted: deletedAtMs !== null,
  isDestroyed,
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const ANY = { ifMatch: null, ifNoneMatch: false };

/** Runs the same steps on both, at the object's own door; the clock moves a second per step, so that buckets fill up. */
async function follow(
  object: SpaceObject,
  token: string,
  prefix: string,
  steps: readonly Step[],
  model: Model,
): Promise<void> {
  const run = async <I, O>({ name: op }: Callable<I, O>, input: NoInfer<I>) => {
    const meta = { requestId: "req_model", ip: null, userAgent: null };
    const reply = await object.run({ op, token, named: null, input, meta });
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into values of every shape
    return reply.ok ? (reply.value as any) : reply.error.code;
  };
  let n = 0;
  for (const each of steps) {
    model.now += SECOND + ("ms" in each ? each.ms : 0);
    object.clock = () => model.now;
    if (each.kind === "wait") continue;
    const at = `${prefix}/${each.path}`;
    const data = `{"n":${n++}}`;
    const of = (value: { version?: number } | string) => (typeof value === "string" ? value : value.version);
    const told = `${JSON.stringify(steps)} at ${JSON.stringify(each)}`;
    switch (each.kind) {
      case "put": {
        const expiresIn = each.lifeS == null ? each.lifeS : `${each.lifeS}s`;
        const put = {
          path: at,
          data,
          secretType: undefined,
          metadata: undefined,
          options: { expiresIn },
          precondition: ANY,
        };
        expect(of(await run(putSecret, put)), told).toBe(model.put(at, data, each.lifeS));
        break;
      }
      case "rotate": {
        const rotate = { path: at, reason: null, newValue: data, gracePeriodMs: each.graceMs, precondition: ANY };
        expect(of(await run(rotateSecret, rotate)), told).toBe(model.rotate(at, data, each.graceMs));
        break;
      }
      case "limit": {
        const view = await run(patchSecret, {
          path: at,
          metadata: undefined,
          options: { maxVersions: each.max },
          precondition: ANY,
        });
        expect(typeof view === "string" ? view : view.currentVersion, told).toBe(model.limit(at, each.max));
        break;
      }
      case "remove": {
        const removed = await run(deleteSecret, {
          path: at,
          permanent: each.permanent,
          version: null,
          precondition: ANY,
        });
        expect(typeof removed === "string" ? removed : null, told).toBe(model.remove(at, each.permanent));
        break;
      }
      case "removeVersion": {
        const removed = await run(deleteSecret, {
          path: at,
          permanent: each.permanent,
          version: each.version,
          precondition: ANY,
        });
        const expected = model.removeVersion(at, each.version, each.permanent);
        expect(typeof removed === "string" ? removed : null, told).toBe(expected);
        break;
      }
      case "restoreVersion": {
        const restored = await run(restoreSecret, { path: at, version: each.version });
        expect(of(restored), told).toBe(model.restoreVersion(at, each.version));
        break;
      }
      case "versionLife": {
        const options = { deleteVersionAfter: each.lifeS === null ? null : `${each.lifeS}s` };
        const view = await run(patchSecret, { path: at, metadata: undefined, options, precondition: ANY });
        const expected = model.versionLife(at, each.lifeS === null ? null : each.lifeS * SECOND);
        expect(typeof view === "string" ? view : view.currentVersion, told).toBe(expected);
        break;
      }
      case "list": {
        const listed = await run(listVersions, { path: at });
        const seen = typeof listed === "string" ? listed : listed.versions.map(seenOf);
        expect(seen, told).toEqual(model.list(at));
        break;
      }
      case "restore":
        expect(of(await run(restoreSecret, { path: at, version: null })), told).toBe(model.restore(at));
        break;
      case "read": {
        const read = await run(readSecret, { path: at, version: each.version });
        expect(typeof read === "string" ? read : read.data, told).toBe(model.read(at, each.version));
      }
    }
  }
  const filter = {
    prefix: `${prefix}/`,
    tags: [],
    secretType: null,
    expiresBeforeMs: null,
    updatedAfterMs: null,
    includeExpired: false,
  };
  const list = await run(listSecrets, { filter, includeMetadata: true, limit: 50, cursor: undefined });
  const live = [`${prefix}/a`, `${prefix}/b`].flatMap((at) => {
    const secret = model.live(at);
    return secret && secret.expiresAtMs > model.now ? [[at, model.readable(secret).length]] : [];
  });
  expect(
    JSON.parse(list.text).map((item: { path: string; version_count: number }) => [item.path, item.version_count]),
    JSON.stringify(steps),
  ).toEqual(live);
  expect(list.totalCount).toBe(live.length);
}

it("the store and its model agree after any sequence of calls and any passing of time", async () => {
  const store = await newStore();
  const { token } = await endless(store);
  await runInDurableObject(store.stub, async (object) => {
    let runs = 0;
    let now = START_MS;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const model = new Model(now);
        await follow(object, token, `run${runs++}`, steps, model);
        now = model.now + 10 * SECOND;
      }),
      { numRuns: 1000 },
    );
    expect(runs).toBeGreaterThanOrEqual(1000);
  });
});

/** A token of the administrator that never expires: the model lives for centuries. */
async function endless(store: Awaited<ReturnType<typeof newStore>>): Promise<{ token: string }> {
  const body = { identity_id: "user:admin", name: "model", scopes: ["admin"], expires_at: null };
  const { body: made } = await store.api("POST /v1/tokens", body);
  return { token: made.token };
}
