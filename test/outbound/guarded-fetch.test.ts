import { afterEach, expect, it, vi } from "vitest";
import { utf8 } from "../../src/crypto/encoding";
import { guardedFetch, type VaultRequest, type WebhookRequest } from "../../src/outbound/guarded-fetch";

const CANARY = "canary-d41d8cd9";
const ALLOW = ["127.0.0.1"];

const vault = (changes: Partial<VaultRequest> = {}): VaultRequest => ({
  purpose: "vault",
  address: "https://Vault.Acme.Example:8200/v1/",
  path: "secret/data/portal/billing robot",
  method: "GET",
  headers: { "X-Vault-Token": CANARY },
  allow: ALLOW,
  timeoutMs: 5000,
  maxBytes: 1000,
  ...changes,
});

const webhook = (changes: Partial<WebhookRequest> = {}): WebhookRequest => ({
  purpose: "webhook",
  url: "https://hooks.acme.example/in?team=a%20b",
  method: "POST",
  headers: { "content-type": "application/json" },
  body: '{"id":"evt_1"}',
  allow: ALLOW,
  timeoutMs: 5000,
  ...changes,
});

/** The other side: what it does with the one request it gets. */
const server = (answer: (init: RequestInit) => Response | Promise<Response>) =>
  vi.spyOn(globalThis, "fetch").mockImplementation(async (_url, init) => answer(init ?? {}));

const bytes = (length: number) => new Uint8Array(length).fill(120);

/** Resolves when the stream is given up. */
function body(pull: (controller: ReadableStreamDefaultController<Uint8Array>, at: number) => void | Promise<void>) {
  const given = Promise.withResolvers<void>();
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => pull(controller, at++),
    cancel: () => given.resolve(),
  });
  return { stream, givenUp: given.promise };
}

const never = () => new Promise<never>(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

it("a request to a vault is not sent to a refused address, whatever was allowed when it was saved", async () => {
  const sent = server(() => new Response("{}"));
  const cases = [
    ["http://169.254.169.254", "scheme"],
    ["https://169.254.169.254", "forbidden"],
    ["https://[::ffff:127.0.0.1]", "forbidden"],
    ["https://localhost:8200", "loopback"],
    ["https://10.0.0.1", "private"],
    ["https://vault.acme.example@127.0.0.1", "userinfo"],
    ["http://vault.acme.example", "https_required"],
    ["", "scheme_missing"],
  ] as const;
  for (const [address, reason] of cases) {
    expect(await guardedFetch(vault({ address }))).toEqual({ kind: "address_refused", reason });
  }
  const listedOnce = vault({ address: "http://127.0.0.1:8200" });
  expect(await guardedFetch({ ...listedOnce, allow: [] })).toEqual({ kind: "address_refused", reason: "scheme" });
  expect(sent).not.toHaveBeenCalled();
  expect(await guardedFetch(listedOnce)).toMatchObject({ kind: "answer", status: 200 });
});

it("a request to an issuer is not sent to a refused address, and does not follow where it is led", async () => {
  const sent = server(() => new Response(null, { status: 302, headers: { location: "http://127.0.0.1/" } }));
  const ask = (url: string) =>
    guardedFetch({
      purpose: "issuer",
      method: "GET",
      url,
      headers: { Accept: "application/json" },
      allow: [],
      timeoutMs: 5000,
      maxBytes: 1000,
    });
  const cases = [
    ["http://id.acme.example/keys", "https_required"],
    ["https://169.254.169.254/keys", "forbidden"],
    ["https://localhost/keys", "loopback"],
    ["https://id.acme.example/keys?x", "query"],
  ] as const;
  for (const [url, reason] of cases) expect(await ask(url)).toEqual({ kind: "address_refused", reason });
  expect(sent).not.toHaveBeenCalled();
  expect(await ask("https://id.acme.example/keys")).toEqual({ kind: "redirect", status: 302 });
  expect(sent).toHaveBeenCalledTimes(1);
});

it("a request to a vault is not sent where its path would leave the address", async () => {
  const sent = server(() => new Response("{}"));
  for (const path of ["", "../sys/seal", "a/../../b", "/secret", "a//b", "%2e%2e/b"]) {
    expect(await guardedFetch(vault({ path }))).toEqual({ kind: "address_refused", reason: "path_segments" });
  }
  expect(sent).not.toHaveBeenCalled();
});

it("a request to a vault goes once to the checked address, with no redirects, no cache and a deadline", async () => {
  const sent = server(() => Response.json({ data: 1 }, { headers: { "set-cookie": "a=b" } }));
  const request = vault({ method: "POST", body: '{"data":{}}' });
  expect(await guardedFetch(request)).toEqual({
    kind: "answer",
    status: 200,
    body: utf8('{"data":1}'),
    retryAfter: null,
  });
  expect(sent.mock.calls).toEqual([
    [
      "https://vault.acme.example:8200/v1/secret/data/portal/billing%20robot",
      {
        method: "POST",
        headers: { "X-Vault-Token": CANARY },
        body: '{"data":{}}',
        redirect: "manual",
        cache: "no-store",
        signal: expect.any(AbortSignal),
      },
    ],
  ]);
});

it("a request to a vault ends at a redirect without following it or reading it", async () => {
  for (const status of [300, 301, 302, 303, 307, 308, 399]) {
    const page = body((controller) => controller.enqueue(bytes(10)));
    const headers = { location: "http://169.254.169.254/latest/meta-data" };
    const sent = server(() => new Response(page.stream, { status, headers }));
    expect(await guardedFetch(vault())).toEqual({ kind: "redirect", status });
    await page.givenUp;
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
  }
});

it("a request to a vault gives every other status and the whole body, in whatever pieces it comes", async () => {
  for (const status of [200, 201, 400, 403, 404, 412, 429, 472, 500, 503]) {
    const pieces = body((controller, at) => (at < 3 ? controller.enqueue(utf8(`<${at}>`)) : controller.close()));
    server(() => new Response(pieces.stream, { status }));
    expect(await guardedFetch(vault())).toEqual({
      kind: "answer",
      status,
      body: utf8("<0><1><2>"),
      retryAfter: null,
    });
    vi.restoreAllMocks();
  }
  server(() => new Response(null, { status: 204 }));
  expect(await guardedFetch(vault())).toEqual({ kind: "answer", status: 204, body: utf8(""), retryAfter: null });
});

it("a request to a vault passes Retry-After on as whole seconds only", async () => {
  const cases = [
    ["7", 7],
    ["1234567890", 60],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 1],
    ["-1", null],
    ["1.5", null],
    [CANARY, null],
  ] as const;
  for (const [header, retryAfter] of cases) {
    server(() => new Response("", { status: 429, headers: { "retry-after": header } }));
    expect(await guardedFetch(vault())).toEqual({ kind: "answer", status: 429, body: utf8(""), retryAfter });
    vi.restoreAllMocks();
  }
});

it("a request to a vault counts the body as it is read, and gives up at the first byte over the cap", async () => {
  server(() => new Response(bytes(1000), { headers: { "content-length": "999999" } }));
  expect(await guardedFetch(vault())).toMatchObject({ kind: "answer", body: bytes(1000) });
  vi.restoreAllMocks();

  server(() => new Response(bytes(1001), { headers: { "content-length": "1" }, status: 403 }));
  expect(await guardedFetch(vault())).toEqual({ kind: "too_large", status: 403 });
  vi.restoreAllMocks();

  const endless = body((controller) => controller.enqueue(bytes(300)));
  server(() => new Response(endless.stream));
  expect(await guardedFetch(vault())).toEqual({ kind: "too_large", status: 200 });
  await endless.givenUp;
});

it("a request to a vault ends by its deadline when nothing answers, and is taken back", async () => {
  const aborted = Promise.withResolvers<void>();
  server(({ signal }) => {
    signal?.addEventListener("abort", () => aborted.resolve());
    return never();
  });
  expect(await guardedFetch(vault({ timeoutMs: 20 }))).toEqual({ kind: "timeout" });
  await aborted.promise;
});

it("a request to a vault calls an aborted connection a timeout, not a broken one", async () => {
  server(
    ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")))),
  );
  expect(await guardedFetch(vault({ timeoutMs: 20 }))).toEqual({ kind: "timeout" });
});

it("a request to a vault ends by its deadline when the body hangs or drips", async () => {
  const hanging = body((controller, at) => (at === 0 ? controller.enqueue(bytes(10)) : never()));
  server(() => new Response(hanging.stream));
  expect(await guardedFetch(vault({ timeoutMs: 20 }))).toEqual({ kind: "timeout" });
  await hanging.givenUp;
  vi.restoreAllMocks();

  const dripping = body(async (controller) => {
    await scheduler.wait(5);
    controller.enqueue(bytes(1));
  });
  server(() => new Response(dripping.stream));
  expect(await guardedFetch(vault({ timeoutMs: 50 }))).toEqual({ kind: "timeout" });
  await dripping.givenUp;
});

it("a request to a vault gives up an answer that begins after the deadline", async () => {
  const late = body(() => never());
  const start = Promise.withResolvers<Response>();
  server(() => start.promise);
  expect(await guardedFetch(vault({ timeoutMs: 20 }))).toEqual({ kind: "timeout" });
  start.resolve(new Response(late.stream));
  await late.givenUp;
});

it("a request to a vault is unreachable when there is no connection or it breaks before the last byte", async () => {
  server(() => Promise.reject(new TypeError(`connect to ${CANARY} refused`)));
  expect(await guardedFetch(vault())).toEqual({ kind: "unreachable" });
  vi.restoreAllMocks();

  vi.spyOn(globalThis, "fetch").mockImplementation(() => {
    throw new Error(CANARY);
  });
  expect(await guardedFetch(vault())).toEqual({ kind: "unreachable" });
  vi.restoreAllMocks();

  const cut = body((controller, at) => (at < 2 ? controller.enqueue(utf8(CANARY)) : controller.error(CANARY)));
  server(() => new Response(cut.stream));
  expect(await guardedFetch(vault())).toEqual({ kind: "unreachable", begun: true });
});

it("a request to a vault keeps its own outcome when the other side makes trouble on being given up", async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(bytes(2000)),
    cancel: () => Promise.reject(new Error(CANARY)),
  });
  server(() => new Response(stream));
  expect(await guardedFetch(vault())).toEqual({ kind: "too_large", status: 200 });
});

it("a request to a vault writes nothing to the console, whatever happens", async () => {
  const written = (["log", "info", "warn", "error", "debug"] as const).map((level) => vi.spyOn(console, level));
  server(() => Promise.reject(new Error(CANARY)));
  await guardedFetch(vault());
  await guardedFetch(vault({ address: `https://${CANARY}@127.0.0.1` }));
  for (const spy of written) expect(spy).not.toHaveBeenCalled();
});

it("a delivery to a webhook is not sent to a refused URL", async () => {
  const sent = server(() => new Response("{}"));
  const refused = await guardedFetch(webhook({ url: "https://0x7f.2/in?x" }));
  expect(refused).toEqual({ kind: "address_refused", reason: "loopback" });
  expect(await guardedFetch(webhook({ url: "http://hooks.acme.example" }))).toEqual({
    kind: "address_refused",
    reason: "https_required",
  });
  expect(sent).not.toHaveBeenCalled();
});

it("a delivery to a webhook ends at a redirect", async () => {
  const sent = server(() => new Response(null, { status: 307, headers: { location: "https://10.0.0.1/" } }));
  expect(await guardedFetch(webhook())).toEqual({ kind: "redirect", status: 307 });
  expect(sent).toHaveBeenCalledTimes(1);
});

it("a delivery to a webhook keeps its query and does not read the answer's body", async () => {
  const endless = body((controller) => controller.enqueue(utf8(CANARY)));
  const sent = server(() => new Response(endless.stream, { status: 202 }));
  expect(await guardedFetch(webhook())).toEqual({ kind: "answer", status: 202, body: utf8(""), retryAfter: null });
  await endless.givenUp;
  expect(sent.mock.calls[0]?.[0]).toBe("https://hooks.acme.example/in?team=a%20b");
});

it("a delivery to a webhook ends by its deadline", async () => {
  server(() => never());
  expect(await guardedFetch(webhook({ timeoutMs: 20 }))).toEqual({ kind: "timeout" });
});
