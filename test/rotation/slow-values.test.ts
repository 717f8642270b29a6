import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { asOperator, call, must } from "../support/api";
import { PATIENCE_MS } from "../support/patience";
import { stopClock } from "../support/spaces";
import { paths } from "./life-cycle-support";
import { at, DAY, HOUR, newRotating, type Rotating, SECOND, T0 } from "./support";

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const put = async (path: string, data: object = { password: "first" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const history = async (id: string) => (await store.ask(`GET /v1/rotation/policies/${id}/history`)).body.data;
const versionOf = async (path: string) => (await store.at(`GET metadata/${path}`)).body.current_version;

/** Two that get a key pair and two that get a text, all due. */
async function givenKeys(policyBody: object = {}) {
  const fields = [{ name: "private_key", generator: "rsa_keypair" }];
  const generationPolicy = must(await store.ask("POST /v1/secret-policies", { name: "keys", fields }), 201);
  const policy = await store.policy({ auto_generate: true, warn_before: [], ...policyBody });
  const options = { rotation_policy_id: policy.id };
  for (const path of ["key/a", "key/b"])
    await put(path, { k: 1 }, { options: { ...options, secret_policy_id: generationPolicy.id } });
  for (const path of ["text/a", "text/b"]) await put(path, { k: "v" }, { options });
  await store.setTime(30 * DAY);
  return policy;
}

const versions = async () => await Promise.all(paths.map(versionOf));

it("the rotation scheduler where a value takes long to make makes one such value a batch, and all that are quickly drawn", async () => {
  const policy = await givenKeys();
  await runDurableObjectAlarm(store.stub);
  expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
  await runDurableObjectAlarm(store.stub);
  expect(await versions()).toEqual([2, 2, 2, 2]);
  expect(await history(policy.id)).toHaveLength(4);
});

// A key that is made signs once, to see that its halves fit: there a test comes between.
it("the rotation scheduler where a value takes long to make goes on with the others when it is cut off in the middle, and comes back to it after a minute", async () => {
  const policy = await givenKeys();
  const making = vi.spyOn(crypto.subtle, "sign").mockReturnValue(new Promise(() => undefined));
  const alarm = runDurableObjectAlarm(store.stub).catch(() => undefined);
  await vi.waitFor(() => expect(making).toHaveBeenCalled(), { timeout: PATIENCE_MS });
  await runInDurableObject(store.stub, (_, state) => state.abort("cut off")).catch(() => undefined);
  await alarm;
  vi.restoreAllMocks();
  const anew = env.SPACES.getByName(store.id);
  await stopClock(anew, T0 + 30 * DAY);
  expect(await versions()).toEqual([1, 1, 2, 2]);
  await runDurableObjectAlarm(anew);
  expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
  await stopClock(anew, T0 + 30 * DAY + 59 * SECOND);
  await runDurableObjectAlarm(anew);
  expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
  await stopClock(anew, T0 + 30 * DAY + 60 * SECOND);
  await runDurableObjectAlarm(anew);
  expect(await versions()).toEqual([2, 2, 2, 2]);
  expect((await history(policy.id)).map((row: { status: string }) => row.status)).toEqual(Array(4).fill("success"));
});

it("the rotation scheduler where a value takes long to make counts as a failed try what was cut off three times", async () => {
  const policy = await givenKeys();
  await store.at("DELETE key/b?permanent=true");
  await store.told();
  let stub = store.stub;
  for (let cut = 0; cut < 3; cut++) {
    const making = vi.spyOn(crypto.subtle, "sign").mockReturnValue(new Promise(() => undefined));
    const alarm = runDurableObjectAlarm(stub).catch(() => undefined);
    await vi.waitFor(() => expect(making).toHaveBeenCalled(), { timeout: PATIENCE_MS });
    await runInDurableObject(stub, (_, state) => state.abort("cut off")).catch(() => undefined);
    await alarm;
    vi.restoreAllMocks();
    stub = env.SPACES.getByName(store.id);
    await stopClock(stub, T0 + 30 * DAY + (cut + 1) * 60 * SECOND);
  }
  await runDurableObjectAlarm(stub);
  const told = (await store.told()).filter(({ path }) => path === "key/a");
  expect(told.map(({ type, data }) => [type, data.reason, data.attempt])).toEqual([["rotation.failed", "internal", 1]]);
  expect((await history(policy.id)).filter((row: { status: string }) => row.status === "failed")).toMatchObject([
    { secret_path: "key/a", error: "internal" },
  ]);
  await stopClock(stub, T0 + 30 * DAY + HOUR + 180 * SECOND);
  await runDurableObjectAlarm(stub);
  expect(await versionOf("key/a")).toBe(2);
});

it("the rotation scheduler where a value takes long to make lets pass what came due after those that wait for their turn", async () => {
  await givenKeys();
  const late = await store.policy({ name: "late", warn_before: [] });
  for (let n = 0; n < 100; n++) await put(`key/more-${n}`, { k: 1 }, { options: { rotation_policy_id: late.id } });
  await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql.exec(
      "UPDATE secrets SET rotation_policy_id = (SELECT policy_id FROM rotation_attachments WHERE path = 'key/a'), secret_policy_id = (SELECT secret_policy_id FROM secrets WHERE path = 'key/a') WHERE path LIKE 'key/more-%'",
    ),
  );
  await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql.exec(
      "UPDATE rotation_attachments SET policy_id = (SELECT policy_id FROM rotation_attachments WHERE path = 'key/a'), step_at_ms = 1, last_rotated_ms = ?, due_ms = ? WHERE path LIKE 'key/more-%'",
      T0,
      T0 + 30 * DAY,
    ),
  );
  await runDurableObjectAlarm(store.stub);
  await runDurableObjectAlarm(store.stub);
  expect([await versionOf("text/a"), await versionOf("text/b")]).toEqual([2, 2]);
});

const changes: readonly [string, (policyId: string) => Promise<{ readonly status: number }>][] = [
  ["was rotated by hand", () => store.at("POST key/a/rotate", { new_value: { by: "hand" } })],
  ["was detached", (id) => store.ask(`DELETE /v1/rotation/policies/${id}/secrets/key/a`)],
  ["was deleted", () => store.at("DELETE key/a")],
  ["was destroyed", () => store.at("DELETE key/a?permanent=true")],
  ["follows a policy that was paused", (id) => store.ask(`POST /v1/rotation/policies/${id}/disable`)],
  ["follows a policy that was deleted", (id) => store.ask(`DELETE /v1/rotation/policies/${id}`)],
  ["lies in a space that was suspended", () => suspend("suspended")],
];

const suspend = (status: string) => asOperator(`PATCH /v1/identity/tenants/${store.id}`, { status });

it.each(changes)(
  "the rotation scheduler where a value takes long to make does not rotate what %s meanwhile, and is not kept busy by it",
  async (_, change) => {
    const policy = await givenKeys();
    await store.at("DELETE key/b?permanent=true");
    await store.told();
    const real = crypto.subtle.sign.bind(crypto.subtle);
    let made = 0;
    vi.spyOn(crypto.subtle, "sign").mockImplementation(async (...args: Parameters<typeof real>) => {
      if (args[0] === "HMAC") return await real(...args); // of a webhook
      made += 1;
      expect([200, 204]).toContain((await change(policy.id)).status);
      return await real(...args);
    });
    await runDurableObjectAlarm(store.stub);
    expect(made).toBe(1);
    vi.restoreAllMocks();
    const told = (await store.told()).filter(({ path, type }) => path === "key/a" && type !== "secret.deleted");
    expect(told.filter(({ data }) => data.trigger === "schedule" || data.updated_by === "system:scheduler")).toEqual(
      [],
    );
    await runDurableObjectAlarm(store.stub);
    const next = await runInDurableObject(store.stub, (_, { storage }) => storage.getAlarm());
    expect(next === null || next > T0 + 30 * DAY).toBe(true);
    await store.goTo(30 * DAY + 61 * SECOND);
  },
);

it("the rotation scheduler where a value takes long to make counts grace and the next date from when the value is there, after what was written meanwhile", async () => {
  await givenKeys({ grace_period: "1h" });
  const real = crypto.subtle.sign.bind(crypto.subtle);
  await runInDurableObject(store.stub, (object) => {
    vi.spyOn(crypto.subtle, "sign").mockImplementation((...args: Parameters<typeof real>) => {
      object.clock = () => T0 + 30 * DAY + 20 * SECOND;
      return real(...args);
    });
  });
  await runDurableObjectAlarm(store.stub);
  const [path = ""] = (await versionOf("key/a")) === 2 ? ["key/a"] : ["key/b"];
  expect((await store.at(`GET metadata/${path}`)).body).toMatchObject({
    updated_at: at(30 * DAY + 20 * SECOND),
    rotation_policy: { next_rotation: at(60 * DAY + 20 * SECOND) },
  });
  const [, older] = (await store.at(`GET ${path}/versions`)).body.versions;
  expect(older.readable_until).toBe(at(30 * DAY + HOUR + 20 * SECOND));
});

it("the rotation scheduler where a value takes long to make counts by that time for who asks by hand too: grace begins then, and a token that ran out meanwhile does nothing", async () => {
  await givenKeys({ grace_period: "1h" });
  const real = crypto.subtle.sign.bind(crypto.subtle);
  await runInDurableObject(store.stub, (object) => {
    vi.spyOn(crypto.subtle, "sign").mockImplementation((...args: Parameters<typeof real>) => {
      object.clock = () => T0 + 30 * DAY + 20 * SECOND;
      return real(...args);
    });
  });
  const wish = { identity_id: "user:admin", name: "short", scopes: ["secrets:rotate"] };
  const expires_at = at(30 * DAY + 10 * SECOND);
  const { token } = must(await store.ask("POST /v1/tokens", { ...wish, expires_at }), 201);
  const late = await call("POST /v1/secrets/key/a/rotate", { token, body: {} });
  expect([late.status, late.body.error.code]).toEqual([401, "token_expired"]);
  expect(await versionOf("key/a")).toBe(1);
  await store.setTime(30 * DAY);
  expect(must(await store.at("POST key/a/rotate", {}), 200)).toMatchObject({
    rotated_at: at(30 * DAY + 20 * SECOND),
    grace_period_ends: at(30 * DAY + HOUR + 20 * SECOND),
  });
});
