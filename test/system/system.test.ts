import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { parseConfig } from "../../src/config";
import { checkReadiness } from "../../src/system/readiness";
import { refusal } from "../secrets/support";
import { call } from "../support/api";

const READY = {
  status: "ready",
  checks: { database: "ok", storage: "ok", encryption: "ok", config: "ok" },
};

const LINES = ["GET /v1/health", "GET /v1/health/ready", "GET /v1/version"] as const;
const now = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);

it("health, readiness and version answer without a token, and the same with a wrong one", async () => {
  const bodies = [
    { status: "healthy", timestamp: now },
    READY,
    { version: expect.any(String), api_version: "v1", commit: null, build: null },
  ];
  for (const token of [null, "nonsense", "pst_tnt_x_y"]) {
    const answers = await Promise.all(LINES.map((line) => call(line, { token })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => body)).toEqual(bodies);
    for (const { headers } of answers) {
      expect(headers.get("x-request-id")).toMatch(/^req_/);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-ratelimit-limit")).toBeNull();
    }
  }
});

it("health, readiness and version take HEAD, refuse other methods, and are not below the id of a space", async () => {
  for (const line of LINES) {
    const [, path = ""] = line.split(" ");
    const head = await call(`HEAD ${path}`);
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(refusal(await call(`POST ${path}`))).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(refusal(await call(`GET ${path.replace("/v1/", "/v1/t/tnt_x/")}`))).toEqual({
      status: 404,
      code: "not_found",
    });
  }
});

it.each(LINES)("a query to the system is refused by %s, which knows no parameter", async (line) => {
  const answer = await call(`${line}?verbose=1&x%20y=2`);
  expect(refusal(answer)).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { verbose: "unknown", "?": "unknown" } },
  });
});

const SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

const errorsOf = (vars: object, bindings: object = {}) =>
  checkReadiness({ ...env, ...bindings } as Env, parseConfig({ ...env, ...vars }));

it("readiness names the part that failed and nothing else: nothing where all is well", async () => {
  expect(await errorsOf({})).toEqual({});
});

it.each([
  ["no root key at all", { ROOT_KEYS: "" }],
  ["root keys that are no JSON", { ROOT_KEYS: `[${SECRET}` }],
  ["a root key of another length", { ROOT_KEYS: JSON.stringify([{ id: "a", key: SECRET.slice(4) }]) }],
  ["two root keys of one id", { ROOT_KEYS: JSON.stringify([SECRET, SECRET].map((key) => ({ id: "a", key }))) }],
])("readiness names the part that failed and nothing else: encryption, for %s", async (_, vars) => {
  expect(await errorsOf(vars)).toEqual({ encryption: "no root key" });
});

it.each([
  ["RATE_LIMITS", "{"],
  ["RATE_LIMITS", '{"unheard_of":1}'],
  ["RATE_LIMITS", '{"read":-1}'],
  ["RATE_LIMITS", '{"read":1.5}'],
  ["OUTBOUND_ALLOW", '["https://canary.example/"]'],
  ["OPERATOR_TOKEN", "canary"],
  ["PUBLIC_URL", "https://canary.example/"],
])(
  "readiness names the part that failed and nothing else: config, for %s %s, which is then as if it were not there",
  async (name, value) => {
    expect(await errorsOf({ [name]: value })).toEqual({ config: `not valid: ${name}` });
    const { rateLimits, outboundAllow, operatorToken, publicUrl } = parseConfig({ [name]: value });
    expect({ rateLimits, outboundAllow, operatorToken, publicUrl }).toEqual({
      rateLimits: {},
      outboundAllow: [],
      operatorToken: undefined,
      publicUrl: null,
    });
  },
);

it("readiness names the part that failed and nothing else: database and storage, for one that does not answer", async () => {
  const broken = () => {
    throw new Error("canary: SELECT * FROM secrets at 10.0.0.1");
  };
  expect(await errorsOf({}, { DB: { prepare: broken } })).toEqual({ database: "no answer" });
  for (const table of ["trust_audiences", "receipts", "tenants"]) {
    const older = (query: string) => (query.includes(`"${table}"`) ? broken() : env.DB.prepare(query));
    expect(await errorsOf({}, { DB: { prepare: older } })).toEqual({ database: "a migration is missing" });
  }
  const deaf = { getByName: () => ({ ping: () => Promise.reject(new Error("canary")) }) };
  expect(await errorsOf({}, { SPACES: deaf })).toEqual({ storage: "no answer" });
});
