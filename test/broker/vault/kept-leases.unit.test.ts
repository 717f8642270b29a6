import { expect, it } from "vitest";
import { KeptLeases, withKeptLeases } from "../../../src/broker/vault/kept-leases";
import { keepMs } from "../../../src/broker/vault/session/lease";
import type { Denial, Lease, SessionCall, SessionRpc } from "../../../src/broker/vault/session/rpc";
import { ok, type Result, unwrap } from "../../../src/errors";

const PATH = "GET secret/data/app";
const CALL: SessionCall = {
  tenantId: "tnt_a",
  integrationId: "one",
  address: "https://vault.example",
  namespace: null,
  authMount: "approle",
  roleId: "r",
  sealedSecretId: { keyId: "k", bytes: new Uint8Array(40).fill(1) },
  revision: 1,
};
const DENIAL: Denial = { generation: 1, fresh: false, repeated: false, path: PATH };

/** A session that numbers what it hands out, and what it was asked for. */
function bench({ keep = 5000 } = {}) {
  let given = 0;
  const asked: string[] = [];
  const clock = { ms: 0 };
  const waiting: (() => void)[] = [];
  const state = { held: false };
  const lease = (): Result<Lease> => {
    given++;
    return ok({ token: `t${given}`, generation: given, fresh: true, ttlSeconds: 60, keepMs: keep });
  };
  const session: SessionRpc = {
    async acquire(_, path) {
      asked.push(path);
      const found = lease();
      if (state.held) await new Promise<void>((resolve) => waiting.push(resolve));
      return found;
    },
    refused: async () => lease(),
    login: async () => ok({ generation: 0, ttlSeconds: 60 }),
    verify: async () => ok({ generation: 0, ttlSeconds: 60 }),
    forget: async () => undefined,
  };
  const kept = new KeptLeases();
  const asking = withKeptLeases(session, kept, () => clock.ms);
  const tokenFor = async (path = PATH, call = CALL) => unwrap(await asking.acquire(call, path)).token;
  return { asking, asked, clock, kept, state, waiting, tokenFor };
}

it("a kept lease is not used for another path, for a call that changes something, or after its time", async () => {
  const b = bench();
  expect([await b.tokenFor(), await b.tokenFor("GET secret/data/other"), await b.tokenFor()]).toEqual([
    "t1",
    "t2",
    "t1",
  ]);
  expect([await b.tokenFor("POST secret/data/app"), await b.tokenFor("POST secret/data/app")]).toEqual(["t3", "t4"]);
  b.clock.ms = 4999;
  expect(await b.tokenFor()).toBe("t1");
  b.clock.ms = 5000;
  expect([await b.tokenFor(), await b.tokenFor()]).toEqual(["t5", "t5"]);
});

it("a lease is not kept where its uses are counted, or its end is near", async () => {
  const b = bench({ keep: 0 });
  expect([await b.tokenFor(), await b.tokenFor()]).toEqual(["t1", "t2"]);
  const held = {
    token: "t",
    generation: 1,
    revision: 1,
    startedAtMs: 0,
    leaseSeconds: 10,
    firstLeaseSeconds: 10,
    renewable: true,
  };
  expect(keepMs({ ...held, usesLeft: 1000 }, 0)).toBe(0);
  expect([0, 2999, 3001, 7999, 8000, 9000].map((nowMs) => keepMs({ ...held, usesLeft: null }, nowMs))).toEqual([
    5000, 5000, 4999, 1, 0, 0,
  ]);
  expect(keepMs({ ...held, leaseSeconds: 0, usesLeft: null }, 0)).toBe(5000);
});

it("a kept lease is not used with another secret id than that which won it", async () => {
  const b = bench();
  await b.tokenFor();
  expect(await b.tokenFor(PATH, { ...CALL, revision: 2 })).toBe("t2");
  const other = { ...CALL, revision: 2, sealedSecretId: { keyId: "k", bytes: new Uint8Array(40).fill(2) } };
  expect([await b.tokenFor(PATH, other), await b.tokenFor(PATH, other)]).toEqual(["t3", "t3"]);
});

it("kept leases of an integration end with the vault's refusal of one, with a login, and with the integration; others stay", async () => {
  const b = bench();
  const two = { ...CALL, integrationId: "two" };
  expect([await b.tokenFor(), await b.tokenFor("GET x"), await b.tokenFor(PATH, two)]).toEqual(["t1", "t2", "t3"]);
  expect(unwrap(await b.asking.refused(CALL, DENIAL)).token).toBe("t4");
  expect([await b.tokenFor(), await b.tokenFor("GET x"), await b.tokenFor(PATH, two)]).toEqual(["t5", "t6", "t3"]);
  await b.asking.login(CALL);
  expect([await b.tokenFor(), await b.tokenFor(PATH, two)]).toEqual(["t7", "t3"]);
  b.kept.drop("two");
  expect([await b.tokenFor(), await b.tokenFor(PATH, two)]).toEqual(["t7", "t8"]);
});

it("a lease that arrives after a refusal, and was asked for before it, serves its call and is not kept", async () => {
  const b = bench();
  b.state.held = true;
  const late = b.tokenFor();
  await b.asking.refused(CALL, DENIAL);
  b.state.held = false;
  for (const go of b.waiting) go();
  expect(await late).toBe("t1");
  expect(await b.tokenFor()).toBe("t3");
});

it("a kept lease is told as won before: a 403 to it is reported, and no missing right yet", async () => {
  const b = bench();
  expect(unwrap(await b.asking.acquire(CALL, PATH)).fresh).toBe(true);
  expect(unwrap(await b.asking.acquire(CALL, PATH)).fresh).toBe(false);
});

it("no more leases of an integration are kept than 500: then all are asked for anew", async () => {
  const b = bench();
  for (let at = 0; at < 500; at++) await b.tokenFor(`GET ${at}`);
  expect([await b.tokenFor("GET 0"), b.asked.length]).toEqual(["t1", 500]);
  await b.tokenFor("GET more");
  expect([await b.tokenFor("GET 0"), b.asked.length]).toEqual(["t502", 502]);
});
