import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { components, document } from "../contract/support/document";
import { newStore, type Store } from "../secrets/support";
import { type Answer, must, type TestTenant } from "../support/api";
import { type Call, type FakeVault, newFakeVault, type Script } from "../support/fake-vault";
import { PATIENCE_MS } from "../support/patience";
import { schemaFaults } from "../support/schema-check";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The day after tomorrow: ahead of the machine's clock, and tokens made now still live. */
export const T0 = (Math.floor(Date.now() / DAY) + 2) * DAY + 400;

type Reply = NonNullable<Script["rules"]>[number]["answer"];

/** A receiver on this machine: what it was sent, and how it answers. */
export interface Receiver {
  readonly url: string;
  /** What came, oldest first. */
  messages(): Promise<Call[]>;
  /** From here on. */
  answers(...replies: readonly Reply[]): Promise<void>;
  /** Waits until so many have come. */
  waitFor(count: number): Promise<Call[]>;
  release(): Promise<void>;
}

/** Answers as told, each reply once and then the last one for good; 204 if told nothing. */
export async function newReceiver(...replies: readonly Reply[]): Promise<Receiver> {
  const fake: FakeVault = await newFakeVault(scriptOf(replies));
  return {
    url: `${fake.address}/hook`,
    messages: () => documented(fake),
    answers: (...next) => fake.set(scriptOf(next)),
    async waitFor(count) {
      await until(async () => (await fake.calls()).length >= count);
      return await documented(fake);
    },
    release: () => fake.release(),
  };
}
/** What came; each event is as the document says that a webhook sends it. What the sender is tried with alone is none. */
async function documented(fake: FakeVault): Promise<Call[]> {
  const calls = await fake.calls();
  for (const { body } of calls) {
    const event = JSON.parse(String(body));
    if (event.event_type === undefined) continue;
    const schema = document.webhooks[event.event_type]?.post.requestBody?.content["application/json"]?.schema ?? {
      enum: [],
    };
    expect(schemaFaults(event, schema, components), event.event_type).toEqual([]);
  }
  return calls;
}
const scriptOf = (replies: readonly Reply[]): Script => {
  const all = replies.length === 0 ? [{ status: 204 }] : replies;
  const rules = all.map((answer, at) =>
    at < all.length - 1 ? { path: "*", nth: at + 1, answer } : { path: "*", answer },
  );
  return { rules };
};

/** Polls until it holds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("what was waited for did not come");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Hooked extends Store {
  /** As the administrator, three seconds later each time: twenty such calls may be made in a minute. */
  hooks(line: string, body?: unknown): Promise<Answer>;
  hook(body: object): Promise<Answer["body"]>;
  /** The deliveries of a webhook, newest first. */
  deliveries(id: string): Promise<Answer["body"][]>;
  /** Waits until nothing of this webhook waits to be sent at this time of the object's clock. */
  settled(id: string): Promise<Answer["body"][]>;
  /** Moves the clock on, and nothing else. */
  later(ms: number): Promise<void>;
  /** Moves the clock on and runs the alarm. */
  pass(ms: number): Promise<void>;
  readonly clock: { nowMs: number };
}

/** A tenant at `T0` whose administrator may do everything on every path. */
export async function newHooked(): Promise<Hooked> {
  const store = await newStore();
  const clock = { nowMs: T0 };
  const tick = () => store.setClock(clock.nowMs);
  await tick();
  const later = async (ms: number): Promise<void> => {
    clock.nowMs += ms;
    await tick();
  };
  const hooks = async (line: string, body?: unknown): Promise<Answer> => {
    await later(3 * SECOND);
    return await store.api(line, body);
  };
  const rows = (id: string): Promise<Answer["body"][]> => deliveryRows(store, id);
  return {
    ...store,
    clock,
    hooks,
    async hook(body) {
      return must(await hooks("POST /v1/webhooks", { name: `hook ${serial++}`, events: ["*"], ...body }), 201);
    },
    deliveries: rows,
    async settled(id) {
      await until(async () =>
        (await rows(id)).every((row) => row.next_attempt_at_ms === null || row.next_attempt_at_ms > clock.nowMs),
      );
      return await rows(id);
    },
    later,
    async pass(ms) {
      await later(ms);
      await runDurableObjectAlarm(store.stub);
    },
  };
}
let serial = 0;

const deliveryRows = (tenant: TestTenant, id: string): Promise<Record<string, unknown>[]> =>
  runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql.exec("SELECT * FROM webhook_deliveries WHERE webhook_id = ? ORDER BY seq DESC", id).toArray(),
  );

export const eventsIn = (calls: readonly Call[]): Answer["body"][] => calls.map(({ body }) => JSON.parse(body));

/** By the independent library, at the time that the message names: its own clock is the real one. */
export function verify(secret: string, { body, headers }: Pick<Call, "body" | "headers">): unknown {
  const realNow = Date.now;
  Date.now = () => Number(headers["webhook-timestamp"]) * 1000;
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    Date.now = realNow;
  }
}

export const URL = "https://hooks.acme.example/in";
