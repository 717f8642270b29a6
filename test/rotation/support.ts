import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { newStore, type Store } from "../secrets/support";
import { type Answer, call, must } from "../support/api";
import { newFakeVault } from "../support/fake-vault";

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;
/** The day after tomorrow, at midnight: ahead of the machine's clock. */
export const T0 = (Math.floor(Date.now() / DAY) + 2) * DAY;

/** The time so long after the start, as answers and events show it. */
export const at = (afterMs: number): string => `${new Date(T0 + afterMs).toISOString().slice(0, 19)}Z`;

export interface Told {
  readonly type: string;
  readonly path: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}
export interface Rotating extends Store {
  /** As the administrator, with a token that never ends. */
  ask(line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  policy(body?: object): Promise<Answer["body"]>;
  attach(policyId: string, path: string): Promise<Answer["body"]>;
  /** To so long after the start; lets the alarm do all that is due by then. `keep`: without taking the object out of memory. */
  goTo(afterMs: number, options?: { keep?: boolean }): Promise<void>;
  /** Only moves the clock. */
  setTime(afterMs: number): Promise<void>;
  /** The alarm, as often as something is due. */
  work(): Promise<void>;
  /** What was told since the last question, oldest first; without reads and writes of a policy. */
  told(): Promise<Told[]>;
}

/** A tenant at `T0` that a receiver is told everything of. */
export async function newRotating(): Promise<Rotating> {
  const store = await newStore();
  const ask: Rotating["ask"] = (line, body, headers = {}) =>
    call(line, { token: store.admin, headers, ...(body === undefined ? {} : { body }) });
  const receiver = await newFakeVault({ rules: [{ path: "*", answer: { status: 204 } }] });
  must(await ask("POST /v1/webhooks", { name: "all", url: receiver.address, events: ["*"] }), 201);
  let nowMs = T0;
  const setTime = async (afterMs: number) => {
    nowMs = T0 + afterMs;
    await store.setClock(nowMs);
  };
  const work = async () => {
    for (let due = true; due; ) {
      await runDurableObjectAlarm(store.stub);
      due = await runInDurableObject(store.stub, async (_, { storage }) => {
        const next = await storage.getAlarm();
        return next !== null && next <= nowMs;
      });
    }
  };
  await setTime(0);
  const seen = new Set<string>();
  return {
    ...store,
    ask,
    at: (line, body, headers = {}) => {
      const [method = "GET", path = ""] = line.split(" ");
      return ask(`${method} /v1/secrets/${path}`, body, headers);
    },
    policy: async (body = {}) =>
      must(await ask("POST /v1/rotation/policies", { name: `policy ${serial++}`, interval: "30d", ...body }), 201),
    attach: async (id, path) => must(await ask(`POST /v1/rotation/policies/${id}/secrets`, { secret_path: path }), 201),
    setTime,
    work,
    async goTo(afterMs, { keep = false } = {}) {
      if (!keep) await evictDurableObject(store.stub);
      await setTime(afterMs);
      await work();
    },
    async told() {
      // A stub of its own: one whose object was cut off stays broken.
      const rows = await runInDurableObject(env.SPACES.getByName(store.id), (_, { storage }) =>
        storage.sql.exec<{ id: string; body: string }>("SELECT id, body FROM events ORDER BY rowid").toArray(),
      );
      const fresh = rows.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return fresh.map(({ body }) => {
        const { event_type: type, path, data } = JSON.parse(body);
        return { type, path, data };
      });
    },
  };
}
let serial = 0;

/** Types of what was told of rotations since the last question. */
export const rotationTypes = async (store: Rotating): Promise<string[]> =>
  (await store.told()).map(({ type }) => type).filter((type) => type.startsWith("rotation."));

/** Rows of the audit log with their words, of this action. */
export const logged = async (store: Store, action: string): Promise<Record<string, unknown>[]> =>
  runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec(
        "SELECT identity_id, secret_path, success, error_code, extra_data FROM audit_log WHERE action = ? ORDER BY seq",
        action,
      )
      .toArray()
      .map(({ extra_data, ...row }) => ({ ...row, extra: JSON.parse(String(extra_data)) })),
  );

export const POLICIES = "/v1/rotation/policies";
export const monthly = { name: "Monthly", interval: "30d" };
