import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { parseConfig } from "../../src/config";
import { DecryptionFailed } from "../../src/crypto/aead";
import { toBase64 } from "../../src/crypto/encoding";
import { Keyring, type RootKey, UnknownRootKey } from "../../src/crypto/keyring";
import {
  importSigningKey,
  newWebhookSecret,
  parseWebhookSecret,
  signWebhook,
} from "../../src/crypto/webhook-signature";
import { EVENT_TYPES, type NewEvent } from "../../src/kernel/event";
import { passes, subscribes, WILDCARDS, wants } from "../../src/webhooks/matching";
import { MAX_ATTEMPTS, nextAttemptMs } from "../../src/webhooks/retry";
import { openSigningKey, resealWebhookSecret, sealWebhookSecret } from "../../src/webhooks/secret";
import { mustDisable, statusOf } from "../../src/webhooks/status";
import { TEST_BINDINGS } from "../support/node/bindings";

it("a subscription takes an event by its name, and by the wildcards above it, but reads by their name alone", () => {
  for (const type of EVENT_TYPES) {
    expect(subscribes([type], type), type).toBe(true);
    expect(
      subscribes(
        EVENT_TYPES.filter((other) => other !== type),
        type,
      ),
      type,
    ).toBe(false);
    const byWildcard = WILDCARDS.filter((name) => subscribes([name], type));
    const family = `${type.slice(0, type.indexOf("."))}.*`;
    expect(byWildcard, type).toEqual(type === "secret.accessed" ? [] : ["*", family]);
  }
  expect(subscribes(["secret.*", "secret.accessed"], "secret.accessed")).toBe(true);
  expect(subscribes(["policy.*"], "policy.binding.created")).toBe(true);
});

const secret = { secretType: "api_key", tags: ["payments", "prod"] };

it.each([
  [{}, { path: "shop/db", secret }, true],
  [{}, {}, true],
  [{ pathPrefix: "shop/" }, { path: "shop/db" }, true],
  [{ pathPrefix: "shop/d" }, { path: "shop/db" }, true],
  [{ pathPrefix: "shop/" }, { path: "shop" }, false],
  [{ pathPrefix: "" }, {}, false],
  [{ secretType: "api_key" }, { path: "shop/db", secret }, true],
  [{ secretType: "kv" }, { path: "shop/db", secret }, false],
  [{ secretType: "kv" }, { path: "shop/db" }, false],
  [{ tags: ["prod"] }, { secret }, true],
  [{ tags: ["prod", "payments"] }, { secret }, true],
  [{ tags: ["prod", "other"] }, { secret }, false],
  [{ tags: [] }, {}, false],
  [{ pathPrefix: "shop/", secretType: "api_key", tags: ["prod"] }, { path: "shop/db", secret }, true],
  [{ pathPrefix: "ops/", secretType: "api_key", tags: ["prod"] }, { path: "shop/db", secret }, false],
])("a subscription with filters %j passes %j: %s", (filters, event, expected) => {
  expect(passes(filters, event)).toBe(expected);
});

it("a subscription never takes more with another filter, and never less with another name", () => {
  const word = fc.constantFrom("a", "b", "c");
  const filters = fc.record(
    { pathPrefix: word, secretType: word, tags: fc.array(word, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
  const events = fc.subarray([...EVENT_TYPES, ...WILDCARDS], { minLength: 1 });
  const about = { path: word, secret: fc.record({ secretType: word, tags: fc.array(word) }) };
  const event = fc.record(
    { type: fc.constantFrom(...EVENT_TYPES), data: fc.constant({}), ...about },
    { requiredKeys: ["type", "data"] },
  );
  fc.assert(
    fc.property(filters, events, fc.constantFrom(...EVENT_TYPES), event, (given, names, extra, arbitrary) => {
      const happened = arbitrary as NewEvent;
      const taken = wants({ events: names, filters: given }, happened);
      if (taken) {
        expect(wants({ events: names, filters: {} }, happened)).toBe(true);
        expect(wants({ events: [...names, extra], filters: given }, happened)).toBe(true);
      }
    }),
  );
});

it("attempts come after 30 s, 2 min, 10 min, 30 min and 2 h, and then no more", () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, at) => nextAttemptMs(at + 1, 1_000, 0));
  expect(pauses).toEqual([31_000, 121_000, 601_000, 1_801_000, 7_201_000, null]);
});

it("attempts are up to a fifth of the pause later, never sooner", () => {
  const pauses = [30_000, 120_000, 600_000, 1_800_000, 7_200_000];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, now, chance) => {
        const pause = pauses[n - 1] ?? 0;
        const waited = (nextAttemptMs(n, now, chance) ?? 0) - now;
        expect(waited).toBeGreaterThanOrEqual(pause);
        expect(waited).toBeLessThanOrEqual(pause * 1.2);
      },
    ),
  );
});

it.each([
  [true, 0, "healthy"],
  [true, 1, "degraded"],
  [true, 9, "degraded"],
  [true, 10, "failing"],
  [true, 49, "failing"],
  [false, 0, "disabled"],
  [false, 50, "disabled"],
])("the status with enabled %s and %i failed attempts is %s", (enabled, failures, status) => {
  expect(statusOf({ enabled, failures })).toBe(status);
});

it("the status ends at the fiftieth failed attempt, and at the first 410", () => {
  expect([49, 50, 51].map((failures) => mustDisable(failures, 500))).toEqual([false, true, true]);
  expect([404, 410, null].map((code) => mustDisable(1, code))).toEqual([false, true, false]);
});

const text = (bytes: number) => `whsec_${toBase64(new Uint8Array(bytes).fill(7))}`;

it("a webhook's secret is whsec_ and canonical base64 of 24 to 64 bytes, and nothing else", () => {
  expect([23, 24, 64, 65].map((n) => parseWebhookSecret(text(n))?.length)).toEqual([undefined, 24, 64, undefined]);
  const odd = ["", "whsec_", text(32).slice(6), `${text(32)} `, text(32).replace("=", ""), text(32).replace("B", "*")];
  expect(odd.map(parseWebhookSecret)).toEqual(odd.map(() => undefined));
  expect(parseWebhookSecret(text(32).toUpperCase())).toBeUndefined();
});

it("a webhook's secret made by the server has 32 bytes, and each is another", () => {
  const made = Array.from({ length: 50 }, newWebhookSecret);
  expect(new Set(made).size).toBe(50);
  expect(made.every((secret) => parseWebhookSecret(secret)?.length === 32)).toBe(true);
});

const [older, newest] = parseConfig(TEST_BINDINGS).rootKeys as [RootKey, RootKey];
const owner = { spaceId: "tnt_a", webhookId: "wh_1" };

it("a webhook's secret opens only where it was sealed: for its webhook, its space, its root key, to the bit", async () => {
  const keyring = new Keyring([older, newest]);
  const sealed = sealWebhookSecret(keyring, owner, text(32));
  expect(sealed.keyId).toBe(newest.id);
  await expect(openSigningKey(keyring, owner, sealed)).resolves.toMatchObject({ extractable: false });
  for (const other of [
    { ...owner, spaceId: "tnt_b" },
    { ...owner, webhookId: "wh_2" },
  ])
    await expect(openSigningKey(keyring, other, sealed)).rejects.toThrow(DecryptionFailed);
  await expect(openSigningKey(keyring, owner, { ...sealed, keyId: older.id })).rejects.toThrow(DecryptionFailed);
  await expect(openSigningKey(new Keyring([older]), owner, sealed)).rejects.toThrow(UnknownRootKey);
  for (let at = 0; at < sealed.bytes.length; at++) {
    const bytes = sealed.bytes.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await expect(openSigningKey(keyring, owner, { ...sealed, bytes })).rejects.toThrow(DecryptionFailed);
  }
});

it("a webhook's secret goes under the newest root key once, and is the same afterwards", async () => {
  const secret = newWebhookSecret();
  const sealed = sealWebhookSecret(new Keyring([older]), owner, secret);
  const keyring = new Keyring([older, newest]);
  const anew = await resealWebhookSecret(keyring, owner, sealed);
  if (!anew) throw new Error("it was not sealed anew");
  expect(anew.keyId).toBe(newest.id);
  expect(await resealWebhookSecret(keyring, owner, anew)).toBeUndefined();
  const message = { id: "evt_1", timestamp: 1, body: "{}" };
  const sign = async (from: typeof sealed) => signWebhook([await openSigningKey(keyring, owner, from)], message);
  expect(await sign(anew)).toBe(await sign(sealed));
});

const now = () => Math.floor(Date.now() / 1000);
const keyOf = async (secret: string) => importSigningKey(parseWebhookSecret(secret) ?? new Uint8Array(0));

const signed = async (secrets: readonly string[], message: { id: string; timestamp: number; body: string }) => ({
  "webhook-id": message.id,
  "webhook-timestamp": String(message.timestamp),
  "webhook-signature": await signWebhook(await Promise.all(secrets.map(keyOf)), message),
});

it("a signature is what the specification gives as its example", async () => {
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  const headers = await signed(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], message);
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

it("a signature of any text is taken by an independent verifier, which refuses it with another body, id, time or secret", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary" }).filter((s) => s.isWellFormed()),
      fc.uuid(),
      async (body, id) => {
        const secret = newWebhookSecret();
        const message = { id, timestamp: now(), body: JSON.stringify({ body }) };
        const headers = await signed([secret], message);
        const verifier = new Webhook(secret);
        expect(verifier.verify(message.body, headers)).toEqual({ body });
        const bad = (change: object) => () => verifier.verify(message.body, { ...headers, ...change });
        expect(() => verifier.verify(`${message.body} `, headers)).toThrow();
        expect(bad({ "webhook-id": `${id}0` })).toThrow();
        expect(bad({ "webhook-timestamp": String(message.timestamp - 1) })).toThrow();
        expect(() => new Webhook(newWebhookSecret()).verify(message.body, headers)).toThrow();
      },
    ),
    { numRuns: 60 },
  );
});

it("a signature of two secrets is one header, the new one first, and good for either", async () => {
  const [fresh, former] = [newWebhookSecret(), newWebhookSecret()];
  const message = { id: "evt_1", timestamp: now(), body: "{}" };
  const headers = await signed([fresh, former], message);
  const alone = await signed([fresh], message);
  expect(headers["webhook-signature"].split(" ")[0]).toBe(alone["webhook-signature"]);
  for (const secret of [fresh, former]) expect(new Webhook(secret).verify("{}", headers)).toEqual({});
});
