import { expect, it } from "vitest";
import { Gate } from "../../../packages/client/src/cli/transfer/gate.ts";
import { batchesOf, eachOf } from "../../../packages/client/src/cli/transfer/pool.ts";
import { Store } from "../../../packages/client/src/cli/transfer/store.ts";
import { Postern } from "../../../packages/client/src/library/postern.ts";

type Answers = (call: string, body: string) => Response | Promise<Response>;

/** A store before a server that answers as it is told to. `calls`: what it was asked. */
function storeWith(answers: Answers, gate = new Gate(), retry = { retries: 1, maxPauseMs: 1 }) {
  const calls: string[] = [];
  const fetch = gate.through(async (url, init) => {
    const call = `${init.method ?? "GET"} ${url.replace("https://p.example", "")}`;
    calls.push(call);
    return await answers(call, init.body ? new TextDecoder().decode(init.body as ArrayBuffer) : "");
  });
  const postern = new Postern({ url: "https://p.example", token: "t", retry, fetch });
  return { store: new Store(postern, 2, gate.signal), calls, gate };
}
const fault = (status: number, code: string, details: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ error: { code, message: "no", details } }), { status, headers });

const conflict = () => fault(412, "version_conflict", { current_version: 1 });
const write = { path: "a b/c", data: '{"x":1.10}', after: 0 };

it("a write whose answer was lost is done if what is there now is what was written", async () => {
  let puts = 0;
  const { store, calls } = storeWith((call) => {
    if (call.startsWith("GET")) return new Response('{"version":1,"data":{"x":1.10}}');
    puts += 1;
    if (puts === 1) throw new Error("connection reset");
    return conflict();
  });
  await store.put(write);
  expect(calls).toEqual(["PUT /v1/secrets/a%20b/c", "PUT /v1/secrets/a%20b/c", "GET /v1/secrets/a%20b/c"]);
});

it.each([
  ["another value", '{"version":1,"data":{"x":1.1}}'],
  ["a later version", '{"version":2,"data":{"x":1.10}}'],
])("a write that is refused because somebody else wrote %s is a conflict", async (_, there) => {
  const { store } = storeWith((call) => (call.startsWith("GET") ? new Response(there) : conflict()));
  await expect(store.put(write)).rejects.toMatchObject({ code: "version_conflict" });
});

it("a write carries the text of its value as it is, and what must be there before", async () => {
  const bodies: string[] = [];
  const { store } = storeWith((_, body) => {
    bodies.push(body);
    return new Response("{}", { status: 201 });
  });
  await store.put({ ...write, metadata: '{"tags":["a"]}', maxVersions: 10 });
  await store.put({ ...write, data: '{"n":12345678901234567890}', after: 7 });
  expect(bodies).toEqual([
    '{"data":{"x":1.10},"metadata":{"tags":["a"]},"options":{"max_versions":10}}',
    '{"data":{"n":12345678901234567890}}',
  ]);
});

it("values are read a hundred at a time, and those that one answer can't hold one by one", async () => {
  const paths = Array.from({ length: 150 }, (_, at) => `s${at}`);
  const { store, calls } = storeWith((call, body) => {
    if (call === "GET /v1/secrets/s7") return new Response('{"path":"s7","data":{"n":1.0}}');
    const asked: string[] = JSON.parse(body).paths;
    const secrets = asked.filter((path) => path !== "s7" && path !== "s8");
    const errors = asked.includes("s7") ? { s7: { code: "payload_too_large" }, s8: { code: "access_denied" } } : {};
    return new Response(
      JSON.stringify({ secrets: Object.fromEntries(secrets.map((path) => [path, { data: { path } }])), errors }),
    );
  });
  const held = await store.read(paths);
  expect(calls.toSorted()).toEqual(["GET /v1/secrets/s7", "POST /v1/secrets/batch", "POST /v1/secrets/batch"]);
  expect([held.size, held.get("s0"), held.get("s7"), held.get("s8")]).toEqual([
    150,
    { data: '{"path":"s0"}' },
    { data: '{"n":1.0}' },
    { code: "access_denied" },
  ]);
});

it("a closed gate lets what is under way end, cuts a pause short, and lets nothing more through", async () => {
  const gate = new Gate();
  let answered: (answer: Response) => void = () => undefined;
  const { store, calls } = storeWith(
    (call) => {
      if (call === "PUT /v1/secrets/b") return fault(429, "rate_limited", {}, { "Retry-After": "60" });
      return new Promise<Response>((resolve) => {
        answered = resolve;
      });
    },
    gate,
    { retries: 3, maxPauseMs: 65_000 },
  );
  const pausing = store.put({ ...write, path: "b" });
  pausing.catch(() => undefined);
  const underWay = store.put({ ...write, path: "a" });
  while (calls.length < 2) await new Promise(setImmediate);
  gate.close();
  answered(new Response("{}", { status: 201 }));
  await underWay;
  await expect(pausing).rejects.toMatchObject({ exit: 130 });
  await expect(store.put({ ...write, path: "c" })).rejects.toMatchObject({ exit: 130 });
  expect(calls).toEqual(["PUT /v1/secrets/b", "PUT /v1/secrets/a"]);
});

it("a pool works on each item once, as many at a time as it may, and begins none behind a fault", async () => {
  let now = 0;
  let most = 0;
  const seen: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now -= 1;
    seen.push(item);
    if (item === 50) throw new Error("fifty");
  };
  await eachOf(
    Array.from({ length: 20 }, (_, at) => at),
    3,
    work,
  );
  expect([most, seen.length, new Set(seen).size]).toEqual([3, 20, 20]);
  await expect(eachOf([50, 1, 2, 3], 1, work)).rejects.toThrow("fifty");
  expect(seen.length).toBe(21);
  expect(batchesOf([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
});
