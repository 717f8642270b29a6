import { exports } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { call, must } from "../support/api";
import {
  DENIED,
  DENIED_BY_POLICY,
  enveloped,
  NOTHING,
  newVaultSide,
  refusal,
  told,
  type VaultSide,
  vaultAs,
} from "./support";

let side: VaultSide;
let none: string;
beforeAll(async () => {
  side = await newVaultSide();
  none = await side.caller([], []);
  must(await side.vault("POST secret/data/a", { data: { k: 1 } }), 200);
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);

/** Each has a fault of its own, which only who may make the call is told. */
const FAULTY: readonly (readonly [line: string, body?: unknown, headers?: Readonly<Record<string, string>>])[] = [
  ["GET secret/data/bad!"],
  ["GET secret/data/a?version=x"],
  ["POST secret/data/a", "{"],
  ["POST secret/data/a", { data: [] }],
  ["POST secret/data/a", { data: {}, options: "x" }],
  ["PATCH secret/data/a", { data: { k: 2 } }, { "content-type": "application/json" }],
  ["POST secret/delete/a", {}],
  ["POST secret/destroy/a", { versions: ["x"] }],
  ["POST secret/metadata/a", { max_versions: -1 }],
  ["POST secret/metadata/a", { custom_metadata: { tags: "x" } }],
  ["GET secret/metadata/?list=true&limit=x"],
  ["POST secret/config", { max_versions: 101 }],
  ["GET secret/data/a", undefined, { "x-vault-wrap-ttl": "x" }],
  ["POST auth/token/lookup-accessor", {}],
  ["POST auth/token/revoke", {}],
  ["POST auth/approle/role/Bad!", {}],
  ["POST auth/approle/role/ci", { token_type: "batch" }],
  ["POST auth/approle/role/ci/secret-id", { num_uses: -1 }],
];

it("a fault of the request is told to nobody who has no token that lives, but `permission denied`", async () => {
  const dead = must(
    await side.tenant.api("POST /v1/tokens", { identity_id: "user:admin", name: "t", scopes: ["secrets:read"] }),
    201,
  );
  must(await side.tenant.api(`DELETE /v1/tokens/${dead.id}`), 204);
  const strangers = [
    null,
    "",
    "x",
    "s.000000000000000000000000",
    mintToken(side.tenant.id),
    mintToken("tnt_nobody"),
    dead.token,
  ];
  for (const stranger of strangers)
    for (const [line, body, headers] of FAULTY)
      expect(refusal(await vaultAs(stranger)(line, body, headers)), `${stranger?.slice(0, 4)} ${line}`).toEqual(DENIED);
});

it("a fault of the request is told to nobody who lacks the scope, whatever the path", async () => {
  for (const [line, body, headers] of FAULTY)
    expect(refusal(await vaultAs(none)(line, body, headers)), line).toEqual(
      line.startsWith("POST auth/token/revoke") ? told(400, "missing token ID") : DENIED_BY_POLICY,
    );
});

it("a fault of the request is told by 400 or 415 to who may make the call, and nothing comes of it", async () => {
  const before = (await vault("GET secret/metadata/a")).body.data;
  for (const [line, body, headers] of FAULTY) {
    const { status, body: answer } = await vault(line, body, headers);
    expect([line, status]).toEqual([line, line.startsWith("PATCH") ? 415 : 400]);
    expect([Object.keys(answer), answer.errors.length]).toEqual([["errors"], 1]);
  }
  expect((await vault("GET secret/metadata/a")).body.data).toEqual(before);
});

it("an address that is not there is 404 for everybody, and nothing is done", async () => {
  for (const token of [null, "x", none, side.tenant.admin])
    for (const line of [
      "GET sys/host-info",
      "POST sys/seal",
      "PUT sys/raw/x",
      "GET sys",
      "GET auth/nothing",
      "DELETE auth/approle",
      "GET auth/token/nothing",
      "POST sys/policies/acl/x/y",
      "GET sys/policies/password/p/q",
    ])
      expect(refusal(await vaultAs(token)(line)), `${token?.slice(0, 4)} ${line}`).toEqual(NOTHING);
});

it("an address beside every mount is named in its refusal, unless it holds a token or what no address has", async () => {
  const refused = (shown: string) => told(404, `no handler for route "${shown}". route entry not found.`);
  expect(refusal(await vaultAs(null)("GET kv/data/a"))).toEqual(refused("kv/data/a"));
  expect(refusal(await vaultAs(null)(`GET x/${side.tenant.admin}`))).toEqual(refused("?"));
  expect(refusal(await vaultAs(null)("GET x/%3Cscript%3E"))).toEqual(refused("?"));
  expect(refusal(await vaultAs(null)(`GET ${"x".repeat(129)}`))).toEqual(refused("?"));
  expect(refusal(await vaultAs(null)("GET __proto__/constructor"))).toEqual(refused("__proto__/constructor"));
});

it("a method that an address has not is 405 before the token is looked at", async () => {
  const unsupported = told(405, "1 error occurred:\n\t* unsupported operation\n\n");
  for (const token of [null, none, side.tenant.admin])
    for (const line of [
      "POST sys/mounts",
      "POST sys/mounts/kv",
      "DELETE sys/mounts/secret",
      "POST sys/policies/acl/x",
      "POST sys/auth/x",
      "DELETE sys/policy/x",
      "DELETE secret/config",
      "PATCH secret/delete/a",
      "GET auth/approle/login",
      "GET auth/token/create",
      "OPTIONS secret/data/a",
    ])
      expect(refusal(await vaultAs(token)(line)), line).toEqual(unsupported);
});

it("a body over the limit is 413, and one over 64 KiB is read for nobody who may not make the call", async () => {
  const long = JSON.stringify({ data: { k: "x".repeat(70_000) } });
  const tooLong = JSON.stringify({ data: { k: "x".repeat(1_179_700) } });
  for (const token of [null, "x", mintToken(side.tenant.id)])
    for (const body of [long, tooLong, `${long}}`])
      expect(refusal(await vaultAs(token)("POST secret/data/long", body))).toEqual(DENIED);
  for (const body of [long, tooLong, `${long}}`])
    expect(refusal(await vaultAs(none)("POST secret/data/long", body))).toEqual(DENIED_BY_POLICY);
  expect(refusal(await vault("POST secret/data/long", tooLong))).toEqual(told(413, "The body is too large."));
  expect(refusal(await vault("POST secret/data/long", `${long}}`))).toEqual(told(400, "failed to decode JSON input"));
  const value = JSON.stringify({ data: { k: "x".repeat(1_048_577) } });
  expect(refusal(await vault("POST secret/data/long", value))).toEqual(told(413, "The body is too large."));
  expect(refusal(await vault("GET secret/data/long"))).toEqual(NOTHING);
  must(await vault("POST secret/data/long", long), 200);
  expect((await vault("GET secret/data/long")).body.data.data.k).toHaveLength(70_000);
});

it("a long body is not read for who lacks the scope: its sender is answered before the end of it", async () => {
  const send = async (token: string) => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (++pulled > 200) controller.close();
        else controller.enqueue(new Uint8Array(8192).fill(0x20));
      },
    });
    const headers = { "x-vault-token": token };
    const request = new Request("https://postern.example/vault/v1/secret/data/a", { method: "POST", headers, body });
    const { status } = await exports.default.fetch(request);
    return { status, pulled };
  };
  const { status, pulled } = await send(none);
  expect(status).toBe(403);
  expect(pulled).toBeLessThan(20);
});

it("a login reads 4 KiB and no more, and nobody's lookup of a wrapping token either", async () => {
  const body = JSON.stringify({ role_id: "x", secret_id: "x".repeat(4096) });
  expect(refusal(await vaultAs(null)("POST auth/approle/login", body))).toEqual(told(413, "The body is too large."));
  const lookup = JSON.stringify({ token: "x".repeat(4096) });
  expect(refusal(await vaultAs(null)("POST sys/wrapping/lookup", lookup))).toEqual(told(413, "The body is too large."));
});

it("a PATCH is 415 unless it is a merge patch, also with parameters and in any case", async () => {
  must(await vault("POST secret/data/patched", { data: { k: 1 } }), 200);
  const send = (type: string) => vault("PATCH secret/data/patched", { data: { k: 2 } }, { "content-type": type });
  for (const type of [
    "application/json",
    "application/x-www-form-urlencoded",
    "application/merge-patch",
    "text/merge-patch+json",
  ])
    expect(refusal(await send(type)), type).toEqual(
      told(415, "PATCH requires Content-Type of application/merge-patch+json"),
    );
  expect((await vault("GET secret/data/patched")).body.data.metadata.version).toBe(1);
  for (const type of ["Application/Merge-Patch+JSON", "application/merge-patch+json ; charset=utf-8"])
    must(await send(type), 200);
  expect((await vault("GET secret/data/patched")).body.data.metadata.version).toBe(3);
});

it("the type of a body that is no patch is not looked at", async () => {
  for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "nonsense"])
    must(await vault("POST secret/data/typed", { data: { k: 1 } }, { "content-type": type }), 200);
  expect((await vault("GET secret/data/typed")).body.data.metadata.version).toBe(4);
});

const answersOfAllKinds = () =>
  [
    [side.tenant.admin, "secret/data/a"],
    [side.tenant.admin, "secret/data/missing"],
    [none, "secret/data/a"],
    [null, "sys/health"],
    [null, "sys/nothing"],
  ] as const;

it("HEAD is answered as GET, without a body", async () => {
  for (const [token, path] of answersOfAllKinds()) {
    const [head, get] = [await vaultAs(token)(`HEAD ${path}`), await vaultAs(token)(`GET ${path}`)];
    expect([path, head.status, head.text]).toEqual([path, get.status, ""]);
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
  }
});

it("errors and answers have just the type that clients compare", async () => {
  for (const [token, path] of [...answersOfAllKinds(), [null, "nothing"] as const])
    expect([path, (await vaultAs(token)(`GET ${path}`)).headers.get("content-type")]).toEqual([
      path,
      "application/json",
    ]);
});

it("what is not known is ignored, and named in a warning, as far as it can be repeated", async () => {
  const ignored = (...names: string[]) => `Endpoint ignored these unrecognized parameters: [${names.join(" ")}]`;
  const written = await vault("POST secret/data/w", { data: { k: 1 }, extra: 1, other: {} });
  expect(written.body).toEqual(
    enveloped({
      data: {
        created_time: expect.any(String),
        custom_metadata: null,
        deletion_time: "",
        destroyed: false,
        version: 1,
      },
      warnings: [ignored("extra", "other")],
    }),
  );
  expect((await vault("GET secret/data/w?zz=1&versio=2")).body.warnings).toEqual([ignored("versio", "zz")]);
  const secret = await vault(`GET secret/data/w?${side.tenant.admin}=1`);
  expect([secret.status, secret.text.includes(side.tenant.admin)]).toEqual([200, false]);
  expect((await vault("POST secret/data/w", { data: { k: 1 }, path: "else" })).body.warnings).toEqual([
    "Endpoint replaced the value of these parameters with the values captured from the endpoint's path: [path]",
  ]);
});

it("a token counts in either header, Vault's own before the other, and under no other scheme", async () => {
  type Sent = Readonly<Record<string, string>>;
  const get = (headers: Sent) => call("GET /vault/v1/secret/data/a", { headers });
  const { admin } = side.tenant;
  const counting: readonly Sent[] = [
    { "x-vault-token": admin },
    { authorization: `Bearer ${admin}` },
    { authorization: `bearer  ${admin}` },
    { "x-vault-token": admin, authorization: "Bearer x" },
    { "x-vault-token": " ", authorization: `Bearer ${admin}` },
    { "x-vault-token": admin, "x-vault-request": "true" },
    { "x-vault-token": admin, "x-vault-request": "false" },
  ];
  for (const headers of counting)
    expect([Object.keys(headers), (await get(headers)).status]).toEqual([Object.keys(headers), 200]);
  const others: readonly Sent[] = [
    { "x-vault-token": "x", authorization: `Bearer ${admin}` },
    { authorization: `Basic ${admin}` },
    { authorization: admin },
    { authorization: `Bearer ${admin} x` },
    { "x-api-key": admin },
    { cookie: `token=${admin}` },
  ];
  for (const headers of others)
    expect([Object.keys(headers), ...refusal(await get(headers))]).toEqual([Object.keys(headers), ...DENIED]);
  expect(refusal(await call(`GET /vault/v1/secret/data/a?token=${admin}`))).toEqual(DENIED);
});

it("a list is asked for by a flag of the address, which must be one, and excludes a scan", async () => {
  for (const query of ["list=x", "list=yes", "scan=2", "list=true&scan=true"])
    expect((await vault(`GET secret/metadata/?${query}`)).status, query).toBe(400);
  for (const query of ["list=true", "list=1", "list=T"])
    expect((await vault(`GET secret/metadata/?${query}`)).body.data.keys, query).toContain("a");
  for (const query of ["list=false", "list=0", "list="])
    expect((await vault(`GET secret/metadata/a?${query}`)).body.data.current_version, query).toBe(1);
});
