import { expect, it } from "vitest";
import { parseConfig } from "../src/config";
import { mintToken } from "../src/crypto/token";

const KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const OTHER_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

const NOTHING = {
  rootKeys: [],
  operatorToken: undefined,
  rateLimits: {},
  outboundAllow: [],
  publicUrl: null,
  requestLog: "all",
  commit: null,
  build: null,
  faults: [],
};

const keys = (...list: unknown[]) => JSON.stringify(list);

it.each([
  ["no JSON", "canary"],
  ["no list", JSON.stringify({ id: "canary", key: KEY })],
  ["a list of texts", keys(KEY)],
  ["a key of 31 bytes", keys({ id: "k1", key: KEY.replace("AAEC", "AA==") })],
  ["a key of 16 bytes", keys({ id: "k1", key: "AAECAwQFBgcICQoLDA0ODw==" })],
  ["a key of 33 bytes", keys({ id: "k1", key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g" })],
  ["a key without padding", keys({ id: "k1", key: KEY.slice(0, -1) })],
  ["a key with a line feed", keys({ id: "k1", key: `${KEY}\n` })],
  ["a key in hexadecimal", keys({ id: "k1", key: "00".repeat(32) })],
  ["a key without an id", keys({ key: KEY })],
  ["an empty id", keys({ id: "", key: KEY })],
  ["an id with a space", keys({ id: "k 1", key: KEY })],
  ["an id of 33 characters", keys({ id: "k".repeat(33), key: KEY })],
  ["one id twice", keys({ id: "k1", key: KEY }, { id: "k1", key: OTHER_KEY })],
  ["an unknown property", keys({ id: "k1", key: KEY, primary: true })],
  ["a good key beside a bad one", keys({ id: "k1", key: KEY }, { id: "k2", key: "canary" })],
])("configuration drops ROOT_KEYS as a whole for %s", (_, text) => {
  expect(parseConfig({ ROOT_KEYS: text })).toEqual({ ...NOTHING, faults: ["ROOT_KEYS"] });
});

it.each([
  ["that is no token", "canary"],
  ["of a tenant", mintToken("tnt_bluefin")],
  ["with a wrong checksum", `${mintToken("operator").slice(0, -1)}_`],
  ["between quotes", JSON.stringify(mintToken("operator"))],
])("configuration drops an OPERATOR_TOKEN %s", (_, text) => {
  expect(parseConfig({ OPERATOR_TOKEN: text })).toEqual({ ...NOTHING, faults: ["OPERATOR_TOKEN"] });
});

it.each([
  ["no JSON", "read=5"],
  ["a list", "[]"],
  ["an unknown category", '{"read": 5, "canary": 1}'],
  ["a negative number", '{"read": -1}'],
  ["a fraction", '{"read": 1.5}'],
  ["a text", '{"read": "5"}'],
  ["null", '{"read": null}'],
  ["more than a million", '{"read": 1000001}'],
])("configuration drops RATE_LIMITS as a whole for %s", (_, text) => {
  expect(parseConfig({ RATE_LIMITS: text })).toEqual({ ...NOTHING, faults: ["RATE_LIMITS"] });
});

it.each([
  ["no JSON", "localhost"],
  ["no list", '"localhost"'],
  ["an address with a scheme", '["localhost", "http://localhost"]'],
  ["a path", '["localhost/canary"]'],
  ["upper case", '["Localhost"]'],
  ["a wildcard", '["*.corp"]'],
  ["IPv6 without brackets", '["::1"]'],
  ["a port that is no number", '["localhost:http"]'],
  ["an empty host", '[""]'],
])("configuration drops OUTBOUND_ALLOW as a whole for %s", (_, text) => {
  expect(parseConfig({ OUTBOUND_ALLOW: text })).toEqual({ ...NOTHING, faults: ["OUTBOUND_ALLOW"] });
});

it.each([
  ["no address", "canary"],
  ["a host alone", "postern.example"],
  ["a slash at its end", "https://postern.example/"],
  ["a path", "https://postern.example/vault"],
  ["a query", "https://postern.example?canary"],
  ["a fragment", "https://postern.example#canary"],
  ["a user", "https://canary@postern.example"],
  ["upper case", "https://Postern.example"],
  ["a port that goes without saying", "https://postern.example:443"],
  ["http", "http://postern.example"],
  ["http to a host that begins like this machine", "http://127.0.0.1.canary.example"],
  ["http to a host that begins like this machine's name", "http://localhost.canary.example"],
  ["another scheme", "ftp://postern.example"],
  ["more than 256 characters", `https://${"a.".repeat(130)}example`],
  ["quotes", '"https://postern.example"'],
])("configuration drops a PUBLIC_URL with or of %s", (_, text) => {
  expect(parseConfig({ PUBLIC_URL: text })).toEqual({ ...NOTHING, faults: ["PUBLIC_URL"] });
});

it.each(["https://postern.example", "https://postern.example:8443", "http://127.0.0.1:8787", "http://localhost:8787"])(
  "configuration takes %s as the address of the deployment",
  (publicUrl) => {
    expect(parseConfig({ PUBLIC_URL: ` ${publicUrl}\n` })).toEqual({ ...NOTHING, publicUrl });
  },
);

it.each(["none", "ALL", "true", "errors,off"])("configuration logs all requests for a REQUEST_LOG of %s", (text) => {
  expect(parseConfig({ REQUEST_LOG: text })).toEqual({ ...NOTHING, faults: ["REQUEST_LOG"] });
});

it.each(["all", "errors", "off"])("configuration takes %s as a REQUEST_LOG", (requestLog) => {
  expect(parseConfig({ REQUEST_LOG: ` ${requestLog}\n` })).toEqual({ ...NOTHING, requestLog });
});

it("configuration names every fault at once, by key, and repeats no value", () => {
  const config = parseConfig({
    ROOT_KEYS: "canary",
    OPERATOR_TOKEN: "canary",
    RATE_LIMITS: "canary",
    OUTBOUND_ALLOW: "canary",
    PUBLIC_URL: "canary",
  });
  expect(config).toEqual({
    ...NOTHING,
    faults: ["ROOT_KEYS", "OPERATOR_TOKEN", "RATE_LIMITS", "OUTBOUND_ALLOW", "PUBLIC_URL"],
  });
});

it("configuration finds no fault in what is absent, empty or blank", () => {
  expect(parseConfig({})).toEqual(NOTHING);
  expect(parseConfig({ ROOT_KEYS: "", OPERATOR_TOKEN: " ", RATE_LIMITS: "\n", GIT_COMMIT: "", DB: {} })).toEqual(
    NOTHING,
  );
  expect(parseConfig({ ROOT_KEYS: "[]", RATE_LIMITS: "{}", OUTBOUND_ALLOW: "[]" })).toEqual(NOTHING);
});

it("configuration reads everything, keys in their order, and cannot be changed afterwards", () => {
  const operatorToken = mintToken("operator");
  const config = parseConfig({
    ROOT_KEYS: ` ${keys({ id: "k-1.a_B", key: KEY }, { id: "k2", key: OTHER_KEY })}\n`,
    OPERATOR_TOKEN: `${operatorToken}\n`,
    RATE_LIMITS: '{"read": 6000, "webhook": 0, "list": 1000000}',
    OUTBOUND_ALLOW: '["127.0.0.1", "localhost:8200", "[::1]:8200", "vault_1.corp.internal"]',
    PUBLIC_URL: "https://postern.example",
    REQUEST_LOG: "errors",
    GIT_COMMIT: "4f2c9d1",
    BUILD_TIME: "2026-05-11T09:30:00Z",
  });
  expect(config).toEqual({
    rootKeys: [
      { id: "k-1.a_B", key: Uint8Array.from({ length: 32 }, (_, index) => index) },
      { id: "k2", key: Uint8Array.from({ length: 32 }, (_, index) => index + 32) },
    ],
    operatorToken,
    rateLimits: { read: 6000, webhook: 0, list: 1_000_000 },
    outboundAllow: ["127.0.0.1", "localhost:8200", "[::1]:8200", "vault_1.corp.internal"],
    publicUrl: "https://postern.example",
    requestLog: "errors",
    commit: "4f2c9d1",
    build: "2026-05-11T09:30:00Z",
    faults: [],
  });
  expect(Object.isFrozen(config)).toBe(true);
});

it.each([
  ["RATE_LIMITS", { canary: 1 }],
  ["RATE_LIMITS", 5],
  ["OUTBOUND_ALLOW", { host: "127.0.0.1" }],
  ["OPERATOR_TOKEN", ["canary"]],
  ["PUBLIC_URL", ["https://postern.example"]],
])("configuration by tables and lists of the configuration file drops a %s that is something else", (name, value) => {
  expect(parseConfig({ [name]: value })).toEqual({ ...NOTHING, faults: [name] });
});

it("configuration by tables and lists of the configuration file drops RATE_LIMITS with a key that an object has by itself", () => {
  expect(parseConfig({ RATE_LIMITS: '{"__proto__": 5}' })).toEqual({ ...NOTHING, faults: ["RATE_LIMITS"] });
});

it.each([
  "127.1",
  "[0:0::1]",
  "[:::]",
  "127.0.0.1:0",
  "127.0.0.1:99999",
  "Localhost",
  "http://localhost",
  "localhost/",
  "",
])(
  "configuration by tables and lists of the configuration file drops OUTBOUND_ALLOW for the entry %j, which would never be found",
  (entry) => {
    expect(parseConfig({ OUTBOUND_ALLOW: JSON.stringify([entry]) })).toEqual({
      ...NOTHING,
      faults: ["OUTBOUND_ALLOW"],
    });
  },
);

it("configuration by tables and lists of the configuration file takes them as they are", () => {
  const env = {
    RATE_LIMITS: { read: 6000, webhook: 0 },
    OUTBOUND_ALLOW: ["127.0.0.1", "localhost:8200", "[::1]:443"],
  };
  expect(parseConfig(env)).toEqual({ ...NOTHING, rateLimits: env.RATE_LIMITS, outboundAllow: env.OUTBOUND_ALLOW });
});
