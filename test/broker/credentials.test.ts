import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReservedAnywhere, isReservedFirst, pathFault } from "../../src/broker/path-text";
import { must, newTenant, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import {
  at,
  CREDENTIALS,
  credentialBody,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  refusal,
  setClock,
  stored,
  UNKNOWN_ID,
  UUID,
} from "./record-bench";

const KEYS = [
  "id",
  "name",
  "vaultIntegrationId",
  "vaultPath",
  "fieldMap",
  "allowedDomains",
  "createdAt",
  "updatedAt",
  "lastUsedAt",
  "access",
];
const UNKNOWN_INTEGRATION = {
  status: 400,
  code: "unknown_vault_integration",
  details: { field: "vaultIntegrationId" },
};
type Faults = readonly (readonly [Record<string, unknown>, Record<string, string>])[];

/** Of the fields that creation and change share. */
const FIELD_FAULTS: Faults = [
  [{ name: null }, { name: "type" }],
  [{ name: 7 }, { name: "type" }],
  [{ name: " \n " }, { name: "empty" }],
  [{ name: "🔑".repeat(101) }, { name: "too_long" }],
  [{ name: "a\u0000b" }, { name: "characters" }],
  [{ vaultIntegrationId: null }, { vaultIntegrationId: "type" }],
  [{ vaultIntegrationId: 7 }, { vaultIntegrationId: "type" }],
  [{ vaultIntegrationId: [UNKNOWN_ID] }, { vaultIntegrationId: "type" }],
  [{ vaultPath: null }, { vaultPath: "type" }],
  [{ vaultPath: "" }, { vaultPath: "empty" }],
  [{ vaultPath: "x".repeat(401) }, { vaultPath: "too_long" }],
  [{ vaultPath: "secret/data/x?version=1" }, { vaultPath: "characters" }],
  [{ vaultPath: "secret/data/x#y" }, { vaultPath: "characters" }],
  [{ vaultPath: "secret/data/%2e%2e" }, { vaultPath: "characters" }],
  [{ vaultPath: "secret\\data" }, { vaultPath: "characters" }],
  [{ vaultPath: "secret/data/a\nb" }, { vaultPath: "characters" }],
  [{ vaultPath: "secret/data/\udc00" }, { vaultPath: "characters" }],
  [{ vaultPath: "/secret/data/x" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "secret/data/x/" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "secret//x" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "secret/./x" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "secret/../sys/raw" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "secret/x.../y" }, { vaultPath: "path_segments" }],
  [{ vaultPath: "auth/token/lookup-self" }, { vaultPath: "reserved" }],
  [{ vaultPath: "sys" }, { vaultPath: "reserved" }],
  [{ vaultPath: "identity/entity" }, { vaultPath: "reserved" }],
  [{ vaultPath: "cubbyhole/x" }, { vaultPath: "reserved" }],
  [{ fieldMap: null }, { fieldMap: "type" }],
  [{ fieldMap: [] }, { fieldMap: "type" }],
  [{ fieldMap: "login" }, { fieldMap: "type" }],
  [{ fieldMap: {} }, { "fieldMap.username": "required", "fieldMap.password": "required" }],
  [{ fieldMap: { username: "u" } }, { "fieldMap.password": "required" }],
  [{ fieldMap: { username: "", password: 1 } }, { "fieldMap.username": "empty", "fieldMap.password": "type" }],
  [{ fieldMap: { username: "u", password: "p", totp: null } }, { "fieldMap.totp": "type" }],
  [{ fieldMap: { username: "u", password: "p", totp: "" } }, { "fieldMap.totp": "empty" }],
  [{ fieldMap: { username: "u", password: "🔑".repeat(101) } }, { "fieldMap.password": "too_long" }],
  [{ fieldMap: { username: "u\t", password: "p" } }, { "fieldMap.username": "characters" }],
  [{ fieldMap: { username: "u", password: "p", email: "e" } }, { "fieldMap.email": "unknown" }],
  [{ fieldMap: { username: "u", password: "p", totp: "p" } }, { "fieldMap.totp": "unsupported" }],
  [
    { fieldMap: { username: "", password: "p", totp: "p", email: "e" } },
    { "fieldMap.username": "empty", "fieldMap.totp": "unsupported", "fieldMap.email": "unknown" },
  ],
  [{ allowedDomains: null }, { allowedDomains: "type" }],
  [{ allowedDomains: "portal.example.net" }, { allowedDomains: "type" }],
  [{ allowedDomains: {} }, { allowedDomains: "type" }],
  [{ allowedDomains: [] }, { allowedDomains: "empty" }],
  [{ allowedDomains: Array.from({ length: 101 }, () => "portal.example.net") }, { allowedDomains: "too_many" }],
  [
    {
      allowedDomains: [
        1,
        "x".repeat(1025),
        "https://a.example",
        "a example",
        "r@a.example",
        "a.example/x",
        "a.example?x",
        "a.example#x",
        "a%2eexample",
        "a.example:8443",
        "::1",
        "*",
        "www*.a.example",
        "a,b.example",
        "*.",
        "a..example",
        "1.2.3.4.5",
        "127.1",
        "*.10.20.0.5",
        "ｐortal.example",
        "-a.example",
        `${"a".repeat(64)}.example`,
        "intranet",
        "*.co.uk",
        "fine.example",
      ],
    },
    Object.fromEntries(
      [
        "type",
        "too_long",
        "scheme",
        "whitespace",
        "userinfo",
        "path",
        "query",
        "fragment",
        "percent",
        "port",
        "ip_literal",
        "wildcard",
        "wildcard",
        "characters",
        "empty",
        "empty_label",
        "host",
        "ip_literal",
        "wildcard_ip",
        "lookalike",
        "label",
        "too_long",
        "single_label",
        "public_suffix",
      ].map((word, place) => [`allowedDomains[${place}]`, word]),
    ),
  ],
  [
    { name: "", vaultPath: "a//b", allowedDomains: ["*"], extra: 1 },
    { name: "empty", vaultPath: "path_segments", "allowedDomains[0]": "wildcard", extra: "unknown" },
  ],
];

/** What a body can call an integration that there is none of here. */
const strangeIds = (foreignId: string) => [UNKNOWN_ID, foreignId, "", "none", "constructor", "__proto__", " ", "🔑"];

describe("credentials.create", () => {
  const create = (tenant: TestTenant, body: unknown) => tenant.api(`POST ${CREDENTIALS}`, body);

  it("names every fault of the body at once, and stores nothing", async () => {
    const tenant = await newTenant();
    const { id } = await newIntegration(tenant);
    expect(refusal(await create(tenant, {}))).toEqual(
      fieldFaults({
        name: "required",
        vaultIntegrationId: "required",
        vaultPath: "required",
        fieldMap: "required",
        allowedDomains: "required",
      }),
    );
    for (const [rest, fields] of FIELD_FAULTS)
      expect(refusal(await create(tenant, credentialBody(id, rest))), JSON.stringify(rest)).toEqual(
        fieldFaults(fields),
      );
    for (const key of ["id", "createdAt", "updatedAt", "lastUsedAt", "namespace"])
      expect(refusal(await create(tenant, credentialBody(id, { [key]: null })))).toEqual(
        fieldFaults({ [key]: "unknown" }),
      );
    const planted = JSON.stringify(credentialBody(id)).replace('"totp":"otp_seed"', '"__proto__":"x"');
    expect((await create(tenant, planted)).text).toContain('"details":{"fields":{"fieldMap.__proto__":"unknown"}}');
    expect((await stored(tenant)).credentials).toEqual([]);
    expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created"]);
  });

  it("has one answer for integrations that are unknown, malformed, gone, or another tenant's", async () => {
    const [tenant, stranger] = [await newTenant(), await newTenant()];
    const foreign = await newIntegration(stranger);
    const gone = await newIntegration(tenant);
    must(await tenant.api(`DELETE ${INTEGRATIONS}/${gone.id}`), 204);
    for (const id of [...strangeIds(foreign.id), gone.id])
      expect(refusal(await create(tenant, credentialBody(id))), id).toEqual(UNKNOWN_INTEGRATION);
    expect(refusal(await create(tenant, credentialBody(UNKNOWN_ID, { name: "" })))).toEqual(
      fieldFaults({ name: "empty" }),
    );
    expect((await stored(tenant)).credentials).toEqual([]);
    expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created", "integration.deleted"]);
  });

  it("lets no pointer reach the vault's own controls, with version 1 at no depth", async () => {
    const tenant = await newTenant();
    const plain = await newIntegration(tenant, { kvVersion: 1 });
    const versioned = await newIntegration(tenant);
    for (const id of [plain.id, versioned.id])
      expect(refusal(await create(tenant, credentialBody(id, { vaultPath: "auth/token/lookup-self" })))).toEqual(
        fieldFaults({ vaultPath: "reserved" }),
      );
    for (const vaultPath of ["team/auth/token/lookup-self", "kv/sys", "kv/a/identity", "a/cubbyhole/b"]) {
      expect(refusal(await create(tenant, credentialBody(plain.id, { vaultPath }))), vaultPath).toEqual(
        fieldFaults({ vaultPath: "reserved" }),
      );
      must(await create(tenant, credentialBody(versioned.id, { vaultPath })), 201);
    }
    for (const vaultPath of ["kv/auth2/x", "kv/Sys", "system/x"])
      must(await create(tenant, credentialBody(plain.id, { vaultPath })), 201);
  });

  it("path text has no segment that a vault could read as another path", () => {
    const piece = fc.constantFrom("a", "b", ".", "/", "..", "auth", "sys", "?", "%", "\\", "\n", "é", "🔑");
    const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (path) => {
        if (pathFault(path, 400) !== undefined) return;
        const url = new URL(`https://v/v1/${path.split("/").map(encodeURIComponent).join("/")}`);
        expect(decodeURIComponent(url.pathname)).toBe(`/v1/${path}`);
        expect(path).not.toMatch(/^\/|\/$|\/\/|[?#%\\\n]|\.(\/|$)/);
        if (isReservedFirst(path)) expect(isReservedAnywhere(path)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(pathFault("🔑".repeat(400), 400)).toBeUndefined();
    expect(pathFault("🔑".repeat(401), 400)).toBe("too_long");
  });

  it("stops at a thousand, however many come at once, and counts again when one is gone", async () => {
    const tenant = await newTenant();
    const { id } = await newIntegration(tenant);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
       INSERT INTO credentials SELECT printf('%s-%04d', ?1, i), ?1, ?2, 'c', 'secret/data/x',
       '{"username":"u","password":"p"}', '["portal.example.net"]', i, i, NULL FROM n`,
    )
      .bind(tenant.id, id)
      .run();
    await evict(tenant);
    const racing = await Promise.all([1, 2, 3].map(() => create(tenant, credentialBody(id))));
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    for (const answer of racing)
      if (answer.status === 400)
        expect(refusal(answer)).toEqual({
          status: 400,
          code: "invalid_request",
          details: { reason: "limit_reached", limit: 1000 },
        });
    const all = must(await tenant.api(`GET ${CREDENTIALS}`), 200);
    expect(all).toHaveLength(1000);
    must(await tenant.api(`DELETE ${CREDENTIALS}/${all[0].id}`), 204);
    must(await create(tenant, credentialBody(id)), 201);
    expect((await stored(tenant)).credentials).toHaveLength(1000);
  });

  it("answers the record of the documentation, its keys in order, where it lies, and asks no vault", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault();
    const integration = await newIntegration(tenant, { address: vault.address });
    await setClock(tenant, at("2026-05-11T09:31:07.5Z"));
    const answer = await create(tenant, credentialBody(integration.id.toUpperCase()));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(UUID),
      name: "Billing robot at the supplier portal",
      vaultIntegrationId: integration.id,
      vaultPath: "secret/data/portal/billing-robot",
      fieldMap: { username: "login", password: "pass", totp: "otp_seed" },
      allowedDomains: ["portal.example.net", "*.staff.example.net"],
      createdAt: "2026-05-11T09:31:07Z",
      updatedAt: "2026-05-11T09:31:07Z",
      lastUsedAt: null,
      access: null,
    });
    expect(Object.keys(answer.body)).toEqual(KEYS);
    expect(Object.keys(answer.body.fieldMap)).toEqual(["username", "password", "totp"]);
    expect(answer.headers.get("location")).toBe(`${CREDENTIALS}/${answer.body.id}`);
    expect((await tenant.api(`GET ${answer.headers.get("location")}`)).text).toBe(answer.text);
    expect((await entries(tenant)).at(1)).toEqual({
      action: "credential.created",
      outcome: "ok",
      object: answer.body.id,
      extra: {
        credential_id: answer.body.id,
        vault_integration_id: integration.id,
        vault_path: "secret/data/portal/billing-robot",
        allowed_domains: ["portal.example.net", "*.staff.example.net"],
      },
    });
    expect(await vault.calls()).toEqual([]);
  });

  it("keeps what is allowed at its very edge, normalises the list, and takes equal credentials twice", async () => {
    const tenant = await newTenant();
    const { id } = await newIntegration(tenant);
    const edge = {
      name: ` ${"🔑".repeat(100)}\n`,
      vaultPath: `s/${"é".repeat(398)}`,
      fieldMap: { password: "🔑".repeat(100), username: "🔑".repeat(100) },
      allowedDomains: Array.from({ length: 100 }, (_, i) => `h${i}.example.net`),
    };
    const made = await newCredential(tenant, id, edge);
    expect(made).toMatchObject({ ...edge, name: "🔑".repeat(100) });
    expect(Object.keys(made.fieldMap)).toEqual(["username", "password"]);
    const odd = { username: "constructor", password: "__proto__", totp: "constructor" };
    expect(await newCredential(tenant, id, { fieldMap: odd })).toMatchObject({ fieldMap: odd });
    const domains = ["B.example.net.", "a.example.net", "b.EXAMPLE.net", "*.B.example.net", "bücher.example", "[::1]"];
    const first = await newCredential(tenant, id, { allowedDomains: domains });
    const second = await newCredential(tenant, id, { allowedDomains: first.allowedDomains });
    expect(first.allowedDomains).toEqual([
      "b.example.net",
      "a.example.net",
      "*.b.example.net",
      "xn--bcher-kva.example",
      "[::1]",
    ]);
    expect(second).toEqual({
      ...first,
      id: expect.stringMatching(UUID),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(second.id).not.toBe(first.id);
    await evict(tenant);
    expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toHaveLength(4);
    expect(must(await tenant.api(`GET ${CREDENTIALS}/${first.id}`), 200)).toEqual(first);
  });
});

describe("a path that lacks the segment `data` of its engine", () => {
  it("is stored with a warning, on create and on change, and only with version 2", async () => {
    const tenant = await newTenant();
    const versioned = await newIntegration(tenant);
    const plain = await newIntegration(tenant, { kvVersion: 1 });
    const of = async (id: string, vaultPath: string) => {
      const { warnings } = must(await tenant.api(`POST ${CREDENTIALS}`, credentialBody(id, { vaultPath })), 201);
      return warnings;
    };
    for (const path of ["secret/portal", "data/portal", "secret/metadata/portal", "secret/Data/portal"])
      expect([path, await of(versioned.id, path)]).toEqual([path, ["missing_data_segment"]]);
    for (const path of ["secret/data/portal", "team/data/eu/portal", "data/data/portal"])
      expect([path, await of(versioned.id, path)]).toEqual([path, undefined]);
    expect(await of(plain.id, "secret/portal")).toBeUndefined();

    const { id } = await newCredential(tenant, versioned.id);
    const patch = async (change: object) => must(await tenant.api(`PATCH ${CREDENTIALS}/${id}`, change), 200);
    const { warnings, ...record } = await patch({ vaultPath: "secret/portal" });
    expect(warnings).toEqual(["missing_data_segment"]);
    expect(must(await tenant.api(`GET ${CREDENTIALS}/${id}`), 200)).toEqual(record);
    expect(await patch({ vaultIntegrationId: plain.id })).not.toHaveProperty("warnings");
    expect(await patch({ vaultIntegrationId: versioned.id, vaultPath: "secret/data/portal" })).not.toHaveProperty(
      "warnings",
    );
  });
});

describe("credentials.read and credentials.list", () => {
  it("has one answer for ids that are missing, malformed, gone, or another tenant's", async () => {
    const [tenant, stranger] = [await newTenant(), await newTenant()];
    const foreign = await newCredential(stranger, (await newIntegration(stranger)).id);
    const integration = await newIntegration(tenant);
    const gone = await newCredential(tenant, integration.id);
    must(await tenant.api(`DELETE ${CREDENTIALS}/${gone.id}`), 204);
    const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
    for (const [method, body] of [["GET"], ["PATCH", { name: "n" }], ["DELETE"]] as const) {
      const missing = await tenant.api(`${method} ${CREDENTIALS}/${UNKNOWN_ID}`, body);
      expect(refusal(missing)).toEqual(NOT_FOUND);
      for (const id of [foreign.id, gone.id, integration.id, "none", "__proto__", "%00"]) {
        const answer = await tenant.api(`${method} ${CREDENTIALS}/${id}`, body);
        expect([answer.status, strip(answer.text)], `${method} ${id}`).toEqual([404, strip(missing.text)]);
      }
      expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
    }
    expect(must(await stranger.api(`GET ${CREDENTIALS}/${foreign.id}`), 200)).toEqual(foreign);
  });

  it("compares ids in lower case", async () => {
    const tenant = await newTenant();
    const made = await newCredential(tenant, (await newIntegration(tenant)).id);
    expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id.toUpperCase()}`), 200)).toEqual(made);
    expect(await newest(tenant)).toEqual({
      action: "credential.read",
      outcome: "ok",
      object: made.id,
      extra: { credential_id: made.id },
    });
  });

  it("refuses filters that are malformed or unknown", async () => {
    const tenant = await newTenant();
    const faults: [string, Record<string, string>][] = [
      ["domain=", { domain: "empty" }],
      ["domain=*.staff.example.net", { domain: "wildcard" }],
      ["domain=*", { domain: "wildcard" }],
      ["domain=https://portal.example.net", { domain: "scheme" }],
      ["domain=portal.example.net/x", { domain: "path" }],
      ["domain=portal.example.net:8443", { domain: "port" }],
      ["domain=intranet", { domain: "single_label" }],
      ["domain=127.1", { domain: "ip_literal" }],
      ["domain=a.example&domain=b.example", { domain: "repeated" }],
      ["vaultintegrationid=x", { vaultintegrationid: "unknown" }],
      ["name=x", { name: "unknown" }],
    ];
    for (const [query, fields] of faults)
      expect(refusal(await tenant.api(`GET ${CREDENTIALS}?${query}`)), query).toEqual(fieldFaults(fields));
    expect(await entries(tenant)).toEqual([]);
  });

  it("lists all, oldest first, filtered by integration and by the host it would serve, joined by and", async () => {
    const tenant = await newTenant();
    expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([]);
    const [one, two] = [await newIntegration(tenant), await newIntegration(tenant)];
    const make = async (id: string, name: string, allowedDomains: string[], time: string) => {
      await setClock(tenant, at(`2026-05-11T09:${time}Z`));
      return await newCredential(tenant, id, { name, allowedDomains });
    };
    await make(one.id, "late", ["*.staff.example.net"], "40:00");
    await make(one.id, "early", ["portal.example.net"], "30:00");
    await make(two.id, "middle", ["portal.example.net", "*.amazonaws.com", "10.20.0.5"], "35:00");
    const names = async (query: string) =>
      must(await tenant.api(`GET ${CREDENTIALS}${query}`), 200).map(({ name }: { name: string }) => name);
    const lists: [string, string[]][] = [
      ["", ["early", "middle", "late"]],
      [`?vaultIntegrationId=${one.id}`, ["early", "late"]],
      [`?vaultIntegrationId=${two.id.toUpperCase()}`, ["middle"]],
      [`?vaultIntegrationId=${UNKNOWN_ID}`, []],
      ["?vaultIntegrationId=none", []],
      ["?vaultIntegrationId=", []],
      ["?domain=portal.example.net", ["early", "middle"]],
      ["?domain=Portal.Example.NET.", ["early", "middle"]],
      ["?domain=hr.staff.example.net", ["late"]],
      ["?domain=a.b.staff.example.net", ["late"]],
      ["?domain=staff.example.net", []],
      ["?domain=console.aws.amazonaws.com", ["middle"]],
      ["?domain=bucket.s3.amazonaws.com", []],
      ["?domain=10.20.0.5", ["middle"]],
      ["?domain=localhost", []],
      [`?domain=portal.example.net&vaultIntegrationId=${one.id}`, ["early"]],
    ];
    for (const [query, expected] of lists) expect(await names(query), query).toEqual(expected);
    expect(await newest(tenant)).toEqual({ action: "credential.listed", outcome: "ok", object: null, extra: {} });
  });
});

describe("credentials.update", () => {
  const update = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PATCH ${CREDENTIALS}/${id}`, body);

  it("refuses what creation refuses, null, nothing at all, and what never changes; and then nothing changes", async () => {
    const tenant = await newTenant();
    const { id } = await newIntegration(tenant);
    const made = await newCredential(tenant, id);
    const before = await stored(tenant);
    for (const [rest, fields] of FIELD_FAULTS)
      expect(refusal(await update(tenant, made.id, rest)), JSON.stringify(rest)).toEqual(fieldFaults(fields));
    for (const key of ["id", "createdAt", "updatedAt", "lastUsedAt"])
      expect(refusal(await update(tenant, made.id, { name: "n", [key]: made[key] }))).toEqual(
        fieldFaults({ [key]: "immutable" }),
      );
    const empty = { status: 400, code: "invalid_request", details: { reason: "empty" } };
    expect(refusal(await update(tenant, made.id, {}))).toEqual(empty);
    expect(refusal(await update(tenant, UNKNOWN_ID, {}))).toEqual(empty);
    expect(await stored(tenant)).toEqual(before);
    expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200)).toEqual(made);
    expect((await entries(tenant)).map(({ action }) => action)).toEqual([
      "integration.created",
      "credential.created",
      "credential.read",
    ]);
  });

  it("has one answer for integrations that are unknown, malformed or another tenant's, after the credential's own 404", async () => {
    const [tenant, stranger] = [await newTenant(), await newTenant()];
    const foreign = await newIntegration(stranger);
    const made = await newCredential(tenant, (await newIntegration(tenant)).id);
    const before = await stored(tenant);
    for (const vaultIntegrationId of strangeIds(foreign.id)) {
      const body = { vaultIntegrationId, name: "n" };
      expect(refusal(await update(tenant, made.id, body)), vaultIntegrationId).toEqual(UNKNOWN_INTEGRATION);
    }
    expect(refusal(await update(tenant, UNKNOWN_ID, { vaultIntegrationId: UNKNOWN_ID }))).toEqual(NOT_FOUND);
    expect(await stored(tenant)).toEqual(before);
  });

  it("checks the result as a whole: a move to version 1 looks at the old path again", async () => {
    const tenant = await newTenant();
    const [versioned, plain] = [await newIntegration(tenant), await newIntegration(tenant, { kvVersion: 1 })];
    const made = await newCredential(tenant, versioned.id, { vaultPath: "team/data/auth" });
    const before = await stored(tenant);
    const faults = [{ vaultIntegrationId: plain.id }, { vaultIntegrationId: plain.id, vaultPath: "kv/sys/x" }];
    for (const body of faults)
      expect(refusal(await update(tenant, made.id, body))).toEqual(fieldFaults({ vaultPath: "reserved" }));
    expect(await stored(tenant)).toEqual(before);
    const moved = await update(tenant, made.id, { vaultIntegrationId: plain.id, vaultPath: "team/x" });
    expect(must(moved, 200)).toMatchObject({ vaultIntegrationId: plain.id, vaultPath: "team/x" });
    expect(refusal(await update(tenant, made.id, { vaultPath: "team/auth" }))).toEqual(
      fieldFaults({ vaultPath: "reserved" }),
    );
  });

  it("replaces each given value whole, keeps the rest, and logs where it pointed before", async () => {
    const tenant = await newTenant();
    const [one, two] = [await newIntegration(tenant), await newIntegration(tenant)];
    await setClock(tenant, at("2026-05-11T09:31:07Z"));
    const made = await newCredential(tenant, one.id);
    const extra = async () => {
      const entry = await newest(tenant);
      expect(entry).toMatchObject({ action: "credential.updated", outcome: "ok", object: made.id });
      return entry?.extra;
    };
    const renamed = await update(tenant, made.id.toUpperCase(), { name: " new name " });
    expect(must(renamed, 200)).toEqual({ ...made, name: "new name", updatedAt: "2026-05-11T09:31:08Z" });
    expect(Object.keys(renamed.body)).toEqual(KEYS);
    expect(await extra()).toEqual({ credential_id: made.id, changed: ["name"] });

    const fieldMap = { username: "user", password: "otp_seed" };
    const remapped = must(await update(tenant, made.id, { fieldMap }), 200);
    expect(remapped).toEqual({ ...renamed.body, fieldMap, updatedAt: "2026-05-11T09:31:09Z" });
    expect(await extra()).toEqual({ credential_id: made.id, changed: ["fieldMap"] });

    await setClock(tenant, at("2026-05-11T10:00:00Z"));
    const change = {
      vaultIntegrationId: two.id.toUpperCase(),
      vaultPath: "kv/data/x",
      allowedDomains: ["A.example.net"],
    };
    const moved = must(await update(tenant, made.id, change), 200);
    expect(moved).toEqual({
      ...remapped,
      vaultIntegrationId: two.id,
      vaultPath: "kv/data/x",
      allowedDomains: ["a.example.net"],
      updatedAt: "2026-05-11T10:00:00Z",
    });
    expect(await extra()).toEqual({
      credential_id: made.id,
      changed: ["vaultIntegrationId", "vaultPath", "allowedDomains"],
      vault_integration_id: { old: one.id, new: two.id },
      vault_path: { old: made.vaultPath, new: "kv/data/x" },
      allowed_domains: { old: made.allowedDomains, new: ["a.example.net"] },
    });
    const same = must(await update(tenant, made.id, { vaultPath: "kv/data/x" }), 200);
    expect(same).toEqual({ ...moved, updatedAt: "2026-05-11T10:00:01Z" });
    await evict(tenant);
    expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200)).toEqual(same);
    must(await tenant.api(`DELETE ${INTEGRATIONS}/${one.id}`), 204);
    must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200);
    must(await tenant.api(`DELETE ${INTEGRATIONS}/${two.id}`), 204);
    expect(refusal(await tenant.api(`GET ${CREDENTIALS}/${made.id}`))).toEqual(NOT_FOUND);
  });

  it("counts for the next page at once: hosts and path are those of the change", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secrets: { "secret/data/new": { login: "me", pass: "pw" } } });
    const { id } = await newIntegration(tenant, { address: vault.address });
    const made = await newCredential(tenant, id, { fieldMap: { username: "login", password: "pass" } });
    const resolve = (url: string) => tenant.api(`POST ${CREDENTIALS}/${made.id}/resolve`, { url });
    expect(refusal(await resolve("https://portal.example.net/"))).toMatchObject({ code: "vault_path_not_found" });
    must(await update(tenant, made.id, { vaultPath: "secret/data/new", allowedDomains: ["new.example.net"] }), 200);
    expect(refusal(await resolve("https://portal.example.net/"))).toMatchObject({ code: "host_not_allowed" });
    await setClock(tenant, at("2027-01-02T03:04:05.678Z"));
    expect(must(await resolve("https://new.example.net/"), 200)).toMatchObject({ username: "me", password: "pw" });
    const read = must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200);
    expect(read.lastUsedAt).toBe("2027-01-02T03:04:05Z");
    expect(read.updatedAt < read.lastUsedAt).toBe(true);
    const unused = await newCredential(tenant, id);
    expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([read, unused]);
  });
});

describe("credentials.delete", () => {
  it("takes only the pointer: the vault is not asked, the integration stays, a second time is 404", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault();
    const integration = await newIntegration(tenant, { address: vault.address });
    const [made, other] = [await newCredential(tenant, integration.id), await newCredential(tenant, integration.id)];
    expect(refusal(await tenant.api(`DELETE ${CREDENTIALS}/${made.id}?x=1`))).toEqual(fieldFaults({ x: "unknown" }));
    const gone = await tenant.api(`DELETE ${CREDENTIALS}/${made.id.toUpperCase()}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect(await newest(tenant)).toEqual({
      action: "credential.deleted",
      outcome: "ok",
      object: made.id,
      extra: {
        credential_id: made.id,
        vault_integration_id: integration.id,
        vault_path: made.vaultPath,
        allowed_domains: made.allowedDomains,
      },
    });
    for (const method of ["DELETE", "GET"])
      expect(refusal(await tenant.api(`${method} ${CREDENTIALS}/${made.id}`))).toEqual(NOT_FOUND);
    expect((await stored(tenant)).credentials).toMatchObject([{ id: other.id }]);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([integration]);
    expect(await vault.calls()).toEqual([]);
  });

  it("refuses who lacks the scope, and leaves one row for each", async () => {
    const tenant = await newTenant();
    const token = await tenant.token(["integrations:write", "credentials:use"]);
    const options = { headers: { authorization: `Bearer ${token}` } };
    const lines: [string, string, string][] = [
      [`POST ${CREDENTIALS}`, "credentials:write", "credential.created"],
      [`GET ${CREDENTIALS}`, "credentials:read", "credential.listed"],
      [`GET ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:read", "credential.read"],
      [`PATCH ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:write", "credential.updated"],
      [`DELETE ${CREDENTIALS}/${UNKNOWN_ID}`, "credentials:write", "credential.deleted"],
      [`GET ${CREDENTIALS}/${UNKNOWN_ID}/events`, "credentials:read", "credential.events_read"],
      [`GET ${INTEGRATIONS}`, "integrations:read", "integration.listed"],
      [`GET ${INTEGRATIONS}/${UNKNOWN_ID}/events`, "integrations:read", "integration.events_read"],
    ];
    for (const [line, scope, action] of lines) {
      const answer = await tenant.api(line, line.startsWith("GET") ? undefined : {}, options);
      expect(refusal(answer), line).toEqual({
        status: 403,
        code: "insufficient_scope",
        details: { required_scope: scope },
      });
      expect(await newest(tenant)).toEqual({ action, outcome: "insufficient_scope", object: null, extra: {} });
    }
  });
});
