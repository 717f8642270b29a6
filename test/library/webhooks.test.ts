import { inspect } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import { verify } from "../../packages/client/src/webhooks/index.ts";
import { newHooked, newReceiver } from "../webhooks/support";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the real sender sends to a receiver, at the moment when it comes. */
async function newMessage() {
  const [tenant, receiver] = [await newHooked(), await newReceiver()];
  const { id, secret } = await tenant.hook({ url: receiver.url });
  await tenant.at("PUT shop/db", { data: { a: 1 } });
  await tenant.settled(id);
  const [message] = await receiver.messages();
  if (!message) throw new Error("nothing was sent");
  const headers = new Headers(message.headers);
  const sentMs = Number(headers.get("webhook-timestamp")) * 1000;
  vi.spyOn(Date, "now").mockReturnValue(sentMs);
  return { secret: String(secret), headers, body: message.body ?? "", sentMs };
}
const OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const thrownBy = (act: () => unknown): unknown => {
  try {
    return { given: act() };
  } catch (error) {
    return error;
  }
};

it("webhooks verify refuses a message that was changed, is old, lacks a header or has another key, and says nothing of it", async () => {
  const { secret, headers, body, sentMs } = await newMessage();
  const without = (name: string) => {
    const fewer = new Headers(headers);
    fewer.delete(name);
    return fewer;
  };
  const acts = [
    () => verify(headers, `${body} `, secret),
    () => verify(headers, body, OTHER),
    () => verify(headers, body, []),
    () => verify({}, body, secret),
    ...["webhook-id", "webhook-timestamp", "webhook-signature"].map(
      (name) => () => verify(without(name), body, secret),
    ),
  ];
  for (const act of acts) {
    const error = thrownBy(act);
    expect(error).toMatchObject({ name: "PosternError", code: "invalid_signature", status: 0, details: {} });
    expect(inspect(error, { showHidden: true })).not.toContain("shop/db");
  }
  vi.spyOn(Date, "now").mockReturnValue(sentMs + 301_000);
  expect(thrownBy(() => verify(headers, body, secret))).toMatchObject({ code: "invalid_signature" });
});

it.each(["", "whsec_", "whsec_AAAA", "c4nary", OTHER.slice(6)])(
  "webhooks verify takes no text for a secret that is none, and does not repeat it: %j",
  (secret) => {
    const error = thrownBy(() => verify({}, "", secret));
    expect(error).toMatchObject({ code: "invalid_option" });
    expect(inspect(error, { showHidden: true })).not.toContain("c4nary");
  },
);

it("webhooks verify gives the event of a message as it was sent, from headers of either kind, text or bytes, and one secret of several", async () => {
  const { secret, headers, body } = await newMessage();
  const event = verify(headers, body, secret);
  expect(event).toEqual(JSON.parse(body));
  expect(event).toMatchObject({ event_type: "secret.created", path: "shop/db", data: { version: 1 } });
  const asNode = { "Webhook-Id": headers.get("webhook-id") ?? "", ...Object.fromEntries(headers), host: ["a", "b"] };
  expect(verify(asNode, new TextEncoder().encode(body), [OTHER, secret])).toEqual(event);
});
