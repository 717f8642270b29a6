import { runInDurableObject } from "cloudflare:test";
import { env, withEnv } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { app } from "../../src/app";
import { edgeConfig } from "../../src/edge-config";
import { SpaceObject } from "../../src/index";
import { newStore, refusal, type Store } from "../secrets/support";
import { type Answer, auditRows, must } from "../support/api";

const bare = { ...env, ROOT_KEYS: "" };
let store: Store;
let keyless: (line: string, body?: unknown) => Promise<Answer>;

/** The same Worker over the same storage, as if it had been started without ROOT_KEYS. */
beforeAll(async () => {
  // The edge reads its configuration once: in this file, without keys.
  withEnv(bare, edgeConfig);
  store = await newStore();
  must(await store.at("PUT kept", { data: { key: "value" } }), 201);
  must(await store.at("PUT gone", { data: { key: "value" } }), 201);
  must(await store.at("DELETE gone"), 200);
  const objects = new Map<string, SpaceObject>();
  const at =
    (id: string) =>
    <T>(ask: (object: SpaceObject) => Promise<T>): Promise<T> =>
      runInDurableObject(env.SPACES.getByName(id), async (_, state) => {
        let object = objects.get(id);
        if (!object) {
          object = new SpaceObject(state, bare);
          await state.blockConcurrencyWhile(async () => undefined);
          objects.set(id, object);
        }
        return await ask(object);
      });
  const stub = (id: string) => ({
    run: (sent: Parameters<SpaceObject["run"]>[0]) => at(id)((object) => object.run(sent)),
    ping: () => at(id)((object) => object.ping()),
  });
  const bindings = { ...bare, SPACES: { getByName: stub } };
  keyless = async (line, body) => {
    const [method = "", path = ""] = line.split(" ");
    const headers = { authorization: `Bearer ${store.admin}`, "content-type": "application/json" };
    const sent = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const request = new Request(`https://postern.example${path}`, sent);
    const response = await app.fetch(request, bindings);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === "" ? "" : JSON.parse(text),
    };
  };
});

it("a deployment without a root key is healthy, not ready, and says why", async () => {
  expect((await keyless("GET /v1/health")).body).toEqual({ status: "healthy", timestamp: expect.any(String) });
  const { status, body } = await keyless("GET /v1/health/ready");
  expect({ status, body }).toEqual({
    status: 503,
    body: {
      status: "not_ready",
      checks: { database: "ok", storage: "ok", config: "ok", encryption: "failed" },
      errors: { encryption: "no root key" },
    },
  });
});

it("a deployment without a root key reads and writes no value: 503 in the envelope, one row each, and nothing is changed", async () => {
  const before = (await auditRows(store.stub)).length;
  const value = { data: { key: "canary" } };
  const attempts: readonly [string, unknown?][] = [
    ["GET /v1/secrets/kept"],
    ["GET /v1/secrets/kept?version=1"],
    ["POST /v1/secrets/batch", { paths: ["kept"] }],
    ["PUT /v1/secrets/kept", value],
    ["PUT /v1/secrets/new", value],
    ["POST /v1/secrets/kept/rotate", { new_value: { key: "canary" } }],
  ];
  for (const [line, body] of attempts) {
    const answer = await keyless(line, body);
    expect([line, refusal(answer)]).toEqual([line, { status: 503, code: "service_unavailable" }]);
    expect(answer.body.error.request_id).toBe(answer.headers.get("x-request-id"));
    expect(answer.text).not.toContain("canary");
  }
  const rows = (await auditRows(store.stub)).slice(before);
  expect(rows.map(({ action, error_code }) => `${action} ${error_code}`)).toEqual([
    ...["read", "read", "read", "write", "write", "rotate"].map((action) => `${action} service_unavailable`),
  ]);
  expect(JSON.stringify(rows)).not.toContain("canary");
  expect(refusal(await keyless("GET /v1/secrets/new"))).toMatchObject({ status: 404, code: "secret_not_found" });
});

it("a deployment without a root key goes on with all that needs no key", async () => {
  expect((await keyless("GET /v1/secrets/metadata/kept")).body).toMatchObject({ current_version: 1 });
  expect((await keyless("GET /v1/secrets")).body.total_count).toBe(1);
  expect((await keyless("PATCH /v1/secrets/kept", { metadata: { owner: "team" } })).status).toBe(200);
  expect((await keyless("POST /v1/secrets/gone/restore")).status).toBe(200);
  expect((await keyless("DELETE /v1/secrets/gone?permanent=true")).status).toBe(200);
  expect((await keyless("GET /v1/auth/whoami")).body.identity_id).toBe("user:admin");
});
