import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { IncomingBody, UNADMITTED_BYTES } from "../../src/http/body";
import { type Answer, auditRows, call, newTenant, type TestTenant } from "../support/api";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});

const told = ({ status, body }: Answer): string => `${status} ${body?.error?.code}`;
const detailsOf = ({ body }: Answer) => body.error.details;
const remaining = ({ headers }: Answer) => Number(headers.get("x-ratelimit-remaining"));

/** Bytes that come chunk by chunk, and how many were asked for. */
function counted(bytes: number) {
  const state = { sent: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (state.sent >= bytes) return controller.close();
      state.sent += 1000;
      controller.enqueue(new Uint8Array(1000).fill(0x20));
    },
  });
  return { state, stream };
}

it("the body of somebody who is not known yet is not read at all where it says that it is long, and no further than 64 KiB where it does not", async () => {
  const request = (stream: ReadableStream, length?: number) =>
    new Request("https://x", {
      method: "POST",
      body: stream,
      headers: length === undefined ? {} : { "content-length": String(length) },
    });
  const silent = counted(1_100_000);
  expect(await new IncomingBody(request(silent.stream)).endsWithin(UNADMITTED_BYTES)).toBe(false);
  expect(silent.state.sent).toBeLessThan(UNADMITTED_BYTES + 5000);
  const claiming = counted(1_100_000);
  expect(await new IncomingBody(request(claiming.stream, 1_100_000)).endsWithin(UNADMITTED_BYTES)).toBe(false);
  expect(claiming.state.sent).toBeLessThanOrEqual(1000);
});

it("the body of somebody who is not known yet is whole, whoever asked how long it is before", async () => {
  const text = "x".repeat(100_000);
  const body = new IncomingBody(new Request("https://x", { method: "POST", body: text }));
  expect([await body.endsWithin(10), await body.endsWithin(99_999), await body.endsWithin(100_000)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(new TextDecoder().decode(await body.bytes())).toBe(text);
});

it("the body of somebody who is not known yet is no reason to do more for a forged token than to say 401, whatever it holds", async () => {
  for (const body of [{ data: { a: "x".repeat(1_100_000) } }, `{"data":${"[".repeat(500_000)}`, "x".repeat(1_150_000)])
    expect(told(await call("PUT /v1/secrets/a", { token: mintToken(tenant.id), body }))).toBe("401 token_invalid");
  expect(told(await call("PUT /v1/secrets/a", { token: "pst_x", body: "x".repeat(1_100_000) }))).toBe(
    "401 token_invalid",
  );
});

const long = { data: { a: "x".repeat(200_000) } };

it("a long body is refused with the path in the log, once, to who lacks the scope", async () => {
  const token = await tenant.token(["secrets:read"]);
  const before = (await auditRows(tenant.stub)).length;
  const refused = await call("PUT /v1/secrets/shop/long", { token, body: long });
  expect(told(refused)).toBe("403 insufficient_scope");
  const rows = (await auditRows(tenant.stub)).slice(before);
  expect(rows.map(({ action, error_code, secret_path }) => [action, error_code, secret_path])).toEqual([
    ["write", "insufficient_scope", "shop/long"],
  ]);
  expect(told(await call("PUT /v1/secrets/Shop", { token, body: long }))).toBe("403 insufficient_scope");
});

it("a long body costs one unit and leaves one row, whatever comes of it", async () => {
  const token = await tenant.token(["secrets:write"]);
  const put = (body: unknown) => call("PUT /v1/secrets/shop/long", { token, body });
  const first = await put({ data: { a: "short" } });
  const before = (await auditRows(tenant.stub)).length;
  const answers = [
    await put(long),
    await put({ ...long, extra: 1 }),
    await put(`{"data":{"a":"${"x".repeat(100_000)}"`),
    await put("x".repeat(1_200_000)),
  ];
  expect(answers.map(told)).toEqual([
    "403 access_denied",
    "422 validation_error",
    "400 invalid_request",
    "413 payload_too_large",
  ]);
  expect(answers.map(remaining)).toEqual([1, 2, 3, 4].map((n) => remaining(first) - n));
  expect((await auditRows(tenant.stub)).slice(before).map(({ error_code }) => error_code)).toEqual(["access_denied"]);
});

it("a long body is stored and comes back", async () => {
  await tenant.api("POST /v1/policies", {
    name: "all",
    rules: [{ path_pattern: "**", permissions: ["read", "write"] }],
  });
  const [{ id } = { id: "" }] = (await tenant.api("GET /v1/policies")).body.policies;
  await tenant.api(`POST /v1/policies/${id}/bindings`, { identity_id: "user:admin", identity_type: "user" });
  expect(told(await tenant.api("PUT /v1/secrets/shop/long", long))).toBe("201 undefined");
  expect((await tenant.api("GET /v1/secrets/shop/long")).body.data).toEqual(long.data);
});

const twice = { reason: "duplicate_key", key: "allowedDomains" };
const credential = (domains: string) => `{"name":"x","allowedDomains":["one.example"],${domains}:["two.example"]}`;

it("a body whose text says more than its value is refused where a key comes twice, before its fields are looked at, and nothing is made", async () => {
  for (const domains of ['"allowedDomains"', '"allowed\\u0044omains"', '"nme":1,"allowedDomains"']) {
    const answer = await tenant.api("POST /api/v1/credentials", credential(domains));
    expect([told(answer), detailsOf(answer)]).toEqual(["400 invalid_request", twice]);
  }
  const deep = '{"name":"p","rules":[{"path_pattern":"a","permissions":["read"],"path_pattern":"**"}]}';
  const policy = await tenant.api("POST /v1/policies", deep);
  expect([told(policy), detailsOf(policy)]).toEqual([
    "400 invalid_request",
    { reason: "duplicate_key", key: "path_pattern" },
  ]);
  const value = await tenant.api("PUT /v1/secrets/a", '{"data":{"a":1,"pass word":1,"pass word":2}}');
  expect([told(value), detailsOf(value)]).toEqual(["400 invalid_request", { reason: "duplicate_key", key: "?" }]);
});

it("a body whose text says more than its value is refused where a number would not come back as it was sent", async () => {
  const altered =
    '{"data":{"id":12345678901234567890},"metadata":{"id":12345678901234567890},"extra":1.0000000000000000001}';
  const secret = await tenant.api("PUT /v1/secrets/a", altered);
  expect([told(secret), detailsOf(secret)]).toEqual([
    "422 validation_error",
    { fields: { "metadata.id": "number", extra: "number" } },
  ]);
  const broker = await tenant.api("POST /api/v1/credentials", '{"name":9007199254740993}');
  expect([told(broker), detailsOf(broker).fields.name]).toEqual(["400 invalid_request", "number"]);
});

it("a body whose text says more than its value may begin with a byte order mark, and call its charset utf8", async () => {
  const headers = { "content-type": "application/json; charset=utf8" };
  const made = await tenant.api("POST /v1/policies", '\ufeff{"name":"marked","rules":[]}', { headers });
  expect(told(made)).toBe("201 undefined");
});
