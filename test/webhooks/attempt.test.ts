import { expect, it } from "vitest";
import { send, signingSecret } from "./rules-support";
import { newReceiver, verify } from "./support";

it("an attempt is a signed POST of the body, that says who sends it", async () => {
  const receiver = await newReceiver();
  expect(await send(receiver.url)).toMatchObject({ error: null, responseCode: 204 });
  const [call] = await receiver.messages();
  expect(call).toMatchObject({
    method: "POST",
    path: "/hook",
    body: '{"a":1}',
    headers: {
      "content-type": "application/json",
      "user-agent": "Postern-Webhook/1",
      "webhook-id": "evt_1",
      "webhook-timestamp": "1750000000",
    },
  });
  if (call) expect(verify(signingSecret, call)).toEqual({ a: 1 });
});

it.each([
  [{ status: 200 }, null, 200],
  [{ status: 299 }, null, 299],
  [{ status: 400 }, "status", 400],
  [{ status: 410 }, "status", 410],
  [{ status: 500, text: "a long story" }, "status", 500],
  [{ status: 302, headers: { location: "http://127.0.0.1:9/" } }, "redirect", 302],
  [{ status: 308, headers: { location: "http://127.0.0.1:9/" } }, "redirect", 308],
  [{ close: true }, "connection", null],
  [{ hang: true }, "timeout", null],
  [{ raw: "no HTTP at all\r\n\r\n" }, "connection", null],
])("an attempt answered with %j gives %s, %s", async (answer, error, responseCode) => {
  const receiver = await newReceiver(answer);
  const sent = await send(receiver.url, { timeoutMs: 400 });
  expect(sent).toEqual({ error, responseCode, durationMs: expect.any(Number) });
  expect((await receiver.messages()).length).toBeLessThanOrEqual(1);
});

it("an attempt takes a success whose body never ends, without reading it", async () => {
  const receiver = await newReceiver({ status: 200, text: "x".repeat(2_000), dripMs: 50 });
  expect(await send(receiver.url)).toMatchObject({ error: null, responseCode: 200 });
});
