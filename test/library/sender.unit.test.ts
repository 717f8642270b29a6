import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Sender, type Surroundings, type TokenSource } from "../../packages/client/src/library/calls/sender.ts";

type Reply = Response | Error | ((init: RequestInit) => Promise<Response>);
const CANARY = "c4nary-value";

/** A sender whose server says these one after the other; what it waited is written down, and takes no time. */
function senderOf(replies: readonly Reply[], tokens?: TokenSource) {
  const left = [...replies];
  const [sent, pauses]: [RequestInit[], number[]] = [[], []];
  const around: Surroundings = {
    fetch: async (_url, init) => {
      sent.push(init);
      const reply = left.shift();
      if (reply === undefined) throw new Error("one request too many");
      if (reply instanceof Error) throw reply;
      return typeof reply === "function" ? await reply(init) : reply;
    },
    now: () => 0,
    random: () => 1,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      pauses.push(ms);
    },
  };
  return { sender: new Sender(around, tokens, 5000), sent, pauses };
}
const limited = () =>
  Response.json({ error: { code: "rate_limited" } }, { status: 429, headers: { "Retry-After": "2" } });
const put = (headers: Record<string, string> = {}) =>
  new Request("https://postern.example/v1/secrets/a", { method: "PUT", headers, body: `{"data":{"k":"${CANARY}"}}` });
const get = () => new Request("https://postern.example/v1/secrets/a");
const failed = (code: string) =>
  new TypeError(`fetch failed for ${CANARY}`, { cause: Object.assign(new Error(CANARY), { code }) });
const thrown = (call: Promise<unknown>) => call.then(String, (error: unknown) => error);

it("a sender does not send a change again whose answer was lost, and its error holds neither the request nor the platform's text", async () => {
  const { sender, sent } = senderOf([failed("ECONNRESET"), new Response("late")]);
  const error = await thrown(sender.send(put()));
  expect(error).toMatchObject({ code: "unreachable", status: 0, details: { cause: "ECONNRESET" } });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(CANARY);
  expect(sent).toHaveLength(1);
});

it("a sender names the server that was not reached, and nothing else of the address", async () => {
  const { sender } = senderOf([failed("ECONNREFUSED")]);
  const request = new Request(`https://postern.example:8443/v1/${CANARY}?q=${CANARY}`, { method: "DELETE" });
  const error = await thrown(sender.send(request));
  expect(error).toMatchObject({
    message: "unreachable: the server at https://postern.example:8443 could not be reached",
  });
});

it("a sender does not send a change again that the service could not answer", async () => {
  const { sender, sent } = senderOf([new Response(null, { status: 503 }), new Response("late")]);
  expect((await sender.send(put())).status).toBe(503);
  expect(sent).toHaveLength(1);
});

it("a sender sends a change with a precondition again, with the same body", async () => {
  const { sender, sent, pauses } = senderOf([
    failed("ECONNRESET"),
    new Response(null, { status: 503 }),
    new Response("done"),
  ]);
  expect(await (await sender.send(put({ "If-Match": '"1"' }))).text()).toBe("done");
  expect(sent.map(({ body }) => new TextDecoder().decode(body as ArrayBuffer))).toEqual(
    Array(3).fill(`{"data":{"k":"${CANARY}"}}`),
  );
  expect(pauses).toEqual([500, 1000]);
});

it("a sender waits as long as the server says, for any request that was one too many", async () => {
  const { sender, pauses } = senderOf([limited(), limited(), new Response("done")]);
  expect((await sender.send(put())).status).toBe(200);
  expect(pauses).toEqual([2000, 2000]);
});

it("a sender gives up after its retries and gives the last answer", async () => {
  const { sender, sent } = senderOf([limited(), limited(), limited(), limited()]);
  const answer = await sender.send(get());
  expect([answer.status, await answer.json(), sent.length]).toEqual([429, { error: { code: "rate_limited" } }, 4]);
});

it("a sender throws the reason of a signal that was aborted before, meanwhile and in a pause", async () => {
  const reason = new Error("enough");
  const aborted = AbortSignal.abort(reason);
  const { sender, sent } = senderOf([]);
  expect(await thrown(sender.send(get(), { signal: aborted }))).toBe(reason);
  expect(sent).toEqual([]);
  const during = new AbortController();
  const hanging: Reply = (init) =>
    new Promise((_, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      during.abort(reason);
    });
  expect(await thrown(senderOf([hanging]).sender.send(get(), { signal: during.signal }))).toBe(reason);
  const paused = new AbortController();
  const refusing: Reply = async () => {
    paused.abort(reason);
    return limited();
  };
  expect(await thrown(senderOf([refusing]).sender.send(get(), { signal: paused.signal }))).toBe(reason);
});

it("a sender follows no redirect: it would take the token and the body elsewhere", async () => {
  const { sender, sent } = senderOf([
    new Response(null, { status: 307, headers: { Location: "https://evil.example" } }),
  ]);
  expect((await sender.send(put())).status).toBe(307);
  expect(sent.map(({ redirect }) => redirect)).toEqual(["manual"]);
});

it("a sender asks once for another token when one is refused, and never for a third", async () => {
  const given = ["first", "second", "third"];
  const refused: string[] = [];
  const tokens: TokenSource = {
    token: async () => given.shift() ?? "none",
    refused: (token) => refused.push(token) > 0,
  };
  const { sender, sent } = senderOf([new Response(null, { status: 401 }), new Response(null, { status: 401 })], tokens);
  expect((await sender.send(put())).status).toBe(401);
  expect(sent.map(({ headers }) => new Headers(headers).get("authorization"))).toEqual([
    "Bearer first",
    "Bearer second",
  ]);
  expect(refused).toEqual(["first"]);
});
