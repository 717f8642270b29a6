import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { beginAuthentication } from "../../../src/broker/authentications/begin";
import { claimTimeStep } from "../../../src/broker/authentications/end";
import { runObject } from "../../../src/broker/authentications/rpc";
import { wishFrom } from "../../../src/broker/authentications/schemas";
import { runOperation } from "../../../src/client/run-operation";
import { Turns } from "../../../src/kernel/turns";
import { actions, call, must, newTenant } from "../../support/api";
import { edge } from "../../support/edge";
import { addMember, fresh } from "../../support/provision";
import { type BrokerBench, fault, newFakeBench } from "../broker-bench";
import { ended, SILENT, storeRun } from "./support";

let b: BrokerBench;
let agent: string;
let identityId: string;

beforeEach(async () => {
  ({ b } = await newFakeBench());
  identityId = fresh("sa:r");
  agent = await addMember(b.tenant.stub, { identityId, scopes: ["credentials:authenticate"] });
});

const api = (line: string, token = agent) => call(line, { token });
const stored = (more = {}, credentialId = b.credentialId) => storeRun(b.tenant, credentialId, identityId, more);
const list = async (query = "", token = agent): Promise<string[]> =>
  must(await api(`GET /api/v1/authentications${query}`, token), 200).map(({ id }: { id: string }) => id);

/** Ids as those of runs that began one after the other. */
const numbered = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`;

describe("runs", () => {
  it("are shown to nobody without the scope, and of another tenant to nobody", async () => {
    const id = await stored(ended(1000));
    const reader = await b.tenant.token(["credentials:read", "credentials:use", "audit:read"]);
    const stranger = await (await newTenant()).token(["credentials:authenticate"]);
    for (const line of [`GET /api/v1/authentications/${id}`, `POST /api/v1/authentications/${id}/cancel`]) {
      expect(fault(await api(line, reader)).code).toBe("insufficient_scope");
      expect(fault(await api(line, stranger))).toEqual({ status: 404, code: "not_found" });
    }
    expect(fault(await api("GET /api/v1/authentications", reader)).code).toBe("insufficient_scope");
    expect(await list("", stranger)).toEqual([]);
  });

  it("of a credential that others may use are not shown, by id, in lists or to cancel", async () => {
    const other = fresh("sa:o");
    const theirs = await addMember(b.tenant.stub, { identityId: other, scopes: ["credentials:authenticate"] });
    const id = await stored(ended(1000));
    await b.point({ access: { use: [other], manage: [] } });
    expect(fault(await api(`GET /api/v1/authentications/${id}`))).toEqual({ status: 404, code: "not_found" });
    expect(fault(await api(`POST /api/v1/authentications/${id}/cancel`))).toEqual({ status: 404, code: "not_found" });
    expect(await list()).toEqual([]);
    expect(await list("", theirs)).toEqual([id]);
  });

  it("of a credential that is gone are shown by the access that it had", async () => {
    const gone = crypto.randomUUID();
    const open = await stored(ended(1000, { id: numbered(1) }), gone);
    const closed = await stored(ended(1000, { id: numbered(2), access: '{"use":["sa:x"],"manage":[]}' }), gone);
    expect(await list()).toEqual([open]);
    const admin = await call("GET /api/v1/authentications", { token: b.tenant.admin });
    expect(must(admin, 200).map(({ id }: { id: string }) => id)).toEqual([closed, open]);
  });

  it("are listed newest first, by credential if that is asked for, in pages", async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at++) ids.unshift(await stored(ended(1000, { id: numbered(at) })));
    const other = await stored(ended(1000, { id: numbered(9) }), crypto.randomUUID());
    expect(await list()).toEqual([other, ...ids]);
    expect(await list(`?credentialId=${b.credentialId.toUpperCase()}`)).toEqual(ids);
    const first = await api(`GET /api/v1/authentications?limit=2&credentialId=${b.credentialId}`);
    expect(must(first, 200).map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    const next = /<(.*)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    expect(must(await api(`GET ${next}`), 200).map(({ id }: { id: string }) => id)).toEqual(ids.slice(2, 4));
    expect(fault(await api("GET /api/v1/authentications?cursor=x")).code).toBe("invalid_cursor");
    expect(fault(await api(`GET ${next.replace(b.credentialId, crypto.randomUUID())}`)).code).toBe("invalid_cursor");
  });

  it("that the caller may not see are walked in turns, however many there are", async () => {
    const shown = await stored(ended(1000, { id: numbered(0) }));
    await stored(ended(1000, { id: numbered(1), access: '{"use":["sa:x"],"manage":[]}' }), crypto.randomUUID());
    await runInDurableObject(b.tenant.stub, (_, { storage: { sql } }) => {
      const columns = sql.exec("SELECT * FROM authentications LIMIT 1").columnNames.filter((name) => name !== "id");
      sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         INSERT INTO authentications (id, ${columns}) SELECT '${numbered(0).slice(0, 24)}' || printf('%012d', i), ${columns}
         FROM n, authentications WHERE id = '${numbered(1)}'`,
      );
    });
    const rest = vi.spyOn(Turns.prototype, "rest");
    expect(await list()).toEqual([shown]);
    expect(rest.mock.calls.length).toBeGreaterThan(10);
    rest.mockRestore();
  });

  it("of one credential never last side by side, also if something writes past the rule", async () => {
    await stored();
    await expect(stored()).rejects.toThrow(/UNIQUE constraint failed: authentications.credential_id/);
    await stored(ended(1000));
  });

  it("that have ended are not changed by a cancel", async () => {
    const id = await stored(ended(1000));
    const before = must(await api(`GET /api/v1/authentications/${id}`), 200);
    expect(must(await api(`POST /api/v1/authentications/${id}/cancel`), 200)).toEqual(before);
    expect((await actions(b.tenant)).slice(-2)).toEqual(["authentication.read ok", "authentication.cancelled ok"]);
  });
});

/** A run whose object was told nothing yet, as the edge has it between the two. */
async function begunAlone(key: string | null = null) {
  const browser = must(await b.tenant.api("POST /api/v1/browsers", { name: "b", endpoint: SILENT }), 201);
  const meta = { requestId: "req_alone", ip: null, userAgent: null };
  const caller = { token: agent, home: b.tenant.id, named: null, target: null, meta };
  const input = {
    id: b.credentialId,
    browser: { browserId: browser.id, session: null },
    wish: wishFrom({}),
    key,
  };
  const begun = await runOperation(edge, caller, beginAuthentication, input);
  if (!begun.ok || begun.value.order === null) throw new Error("it did not begin");
  return { browserId: browser.id, order: begun.value.order, caller };
}

it("a run that is cancelled before its object has heard of it begins nothing", async () => {
  const { order, caller } = await begunAlone();
  expect(must(await api(`POST /api/v1/authentications/${order.id}/cancel`), 200).status).toBe("running");
  await runObject(env, order.id).start({ order, caller });
  const read = `GET /api/v1/authentications/${order.id}?waitMs=60000`;
  expect(must(await api(read), 200)).toMatchObject({ status: "cancelled", code: "cancelled" });
});

describe("a run that no object has any more", () => {
  it("is ended when somebody looks, once it should have begun", async () => {
    const fresh = await stored();
    expect(must(await api(`GET /api/v1/authentications/${fresh}`), 200).status).toBe("running");
    await b.forward(15_000);
    expect(must(await api(`GET /api/v1/authentications/${fresh}`), 200)).toMatchObject({
      status: "failed",
      verdict: null,
      code: "service_unavailable",
    });
  });

  it("holds up no other of its credential", async () => {
    const browser = must(await b.tenant.api("POST /api/v1/browsers", { name: "b", endpoint: SILENT }), 201);
    const begin = () =>
      call(`POST /api/v1/credentials/${b.credentialId}/authenticate`, {
        token: agent,
        body: { browser: { browserId: browser.id } },
      });
    await stored();
    expect(fault(await begin()).code).toBe("authentication_in_progress");
    await b.forward(15_000);
    expect((await begin()).body.code).toBe("browser_unreachable");
  });

  it("is ended for whoever repeats the call with its key", async () => {
    const { browserId, order } = await begunAlone("once");
    const again = () =>
      call(`POST /api/v1/credentials/${b.credentialId}/authenticate`, {
        token: agent,
        headers: { "idempotency-key": "once" },
        body: { browser: { browserId } },
      });
    expect((await again()).body).toMatchObject({ id: order.id, status: "running" });
    await b.forward(15_000);
    const { status, body } = await again();
    expect([status, body.id, body.status, body.code]).toEqual([200, order.id, "failed", "service_unavailable"]);
  });

  it("is ended by the alarm when its time is over, with its row of the log", async () => {
    const id = await stored({ ends_by_ms: Date.now() - 1 });
    await runInDurableObject(b.tenant.stub, (_, { storage }) => storage.setAlarm(Date.now() + 60_000));
    await runDurableObjectAlarm(b.tenant.stub);
    expect(must(await api(`GET /api/v1/authentications/${id}`), 200)).toMatchObject({ code: "service_unavailable" });
    expect(await actions(b.tenant)).toContain("credential.authentication_failed service_unavailable");
  });

  it("is gone after thirty days", async () => {
    const old = await stored(ended(31 * 86_400_000, { id: numbered(1) }));
    const young = await stored(ended(29 * 86_400_000, { id: numbered(2) }));
    await runInDurableObject(b.tenant.stub, (_, { storage }) => storage.setAlarm(Date.now() + 60_000));
    await runDurableObjectAlarm(b.tenant.stub);
    expect(await list()).toEqual([young]);
    expect(fault(await api(`GET /api/v1/authentications/${old}`)).code).toBe("not_found");
  });
});

it("a time step of a credential's codes is claimed once, and none before it", async () => {
  await b.resolve();
  const claim = (expiresAtMs: number) =>
    runInDurableObject(b.tenant.stub, (object) =>
      object.internal(claimTimeStep.name, { credentialId: b.credentialId, expiresAtMs }),
    );
  expect(await claim(60_000)).toEqual({ ok: true, value: true });
  expect(await claim(60_000)).toEqual({ ok: true, value: false });
  expect(await claim(30_000)).toEqual({ ok: true, value: false });
  expect(await claim(90_000)).toEqual({ ok: true, value: true });
});
