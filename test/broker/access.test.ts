import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { isSamePlace } from "../../src/broker/access/place";
import { rightsBy } from "../../src/broker/access/rights";
import type { Integration } from "../../src/broker/tables";
import type { Scope } from "../../src/kernel/actor";
import { asOperator, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import { newPartner } from "../support/spaces";
import { makeOfTrust } from "../tokens/support";
import { eventsIn, newHooked, newReceiver } from "../webhooks/support";
import {
  CREDENTIALS,
  credentialBody,
  fieldFaults,
  INTEGRATIONS,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  refusal,
} from "./record-bench";

const PAGE = { url: "https://portal.example.net/login" };
const ACCESS = { use: ["sa:runner", "group:bots"], manage: ["sa:keeper", "group:security"] };
const denied = (permission: "use" | "manage") => ({ status: 403, code: "access_denied", details: { permission } });

const BROKER: readonly Scope[] = [
  "integrations:read",
  "integrations:write",
  "integrations:push",
  "credentials:read",
  "credentials:write",
  "credentials:use",
];

/** Everybody with every scope of the broker, so that only access decides. */
const PEOPLE = {
  "sa:runner": [],
  "sa:bot": ["group:bots"],
  "sa:keeper": [],
  "sa:officer": ["group:security"],
  "sa:stranger": [],
} as const;

type Person = keyof typeof PEOPLE | "admin";
type Tokens = Readonly<Record<Person, string>>;

async function people(tenant: TestTenant): Promise<Tokens> {
  const add = async (identity_id: string, groups: readonly string[]) =>
    must(await asOperator("POST /v1/identity/identities", { identity_id, groups }, tenant.id), 201);
  for (const group of ["group:bots", "group:security"]) await add(group, []);
  const tokens: Partial<Record<Person, string>> = { admin: tenant.admin };
  for (const [id, groups] of Object.entries(PEOPLE)) {
    await add(id, groups);
    tokens[id as Person] = await newToken(tenant.id, id, BROKER);
  }
  return tokens as Tokens;
}

let tenant: TestTenant;
let tokens: Tokens;
let integration: { id: string };

beforeEach(async () => {
  tenant = await newTenant();
  tokens = await people(tenant);
  integration = await newIntegration(tenant);
});

const as = (who: Person, line: string, body?: unknown) =>
  call(line, { token: tokens[who], ...(body === undefined ? {} : { body }) });

/** What came of it: `ok`, or the refusal in short. */
async function outcome(who: Person, line: string, body?: unknown): Promise<string> {
  const answer = await as(who, line, body);
  if (answer.status < 300) return "ok";
  const { status, code, details } = refusal(answer);
  return `${status} ${code} ${details?.permission ?? ""}`.trim();
}

const everyones = async (line: string, body?: unknown): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const who of Object.keys(tokens) as Person[]) found[who] = await outcome(who, line, body);
  return found;
};

const NO_USE = "403 access_denied use";
const NO_MANAGE = "403 access_denied manage";
const HIDDEN = "404 not_found";

it("access to a credential stops every other token that may use or write credentials", async () => {
  const { id } = await newCredential(tenant, integration.id, { access: ACCESS });
  const at = `${CREDENTIALS}/${id}`;
  const mayUse = { "sa:runner": "ok", "sa:bot": "ok" };
  const mayManage = { "sa:keeper": "ok", "sa:officer": "ok", admin: "ok" };
  const nobody = (word: string) => Object.fromEntries(["admin", ...Object.keys(PEOPLE)].map((who) => [who, word]));
  expect(await everyones(`POST ${at}/resolve`, { ...PAGE, mode: "prompt_user" })).toEqual({
    ...nobody(NO_USE),
    ...mayUse,
  });
  expect(await everyones(`PATCH ${at}`, { name: "renamed" })).toEqual({ ...nobody(NO_MANAGE), ...mayManage });
  expect(await everyones(`POST ${at}/test`, { url: "https://elsewhere.example/" })).toEqual({
    ...nobody(NO_MANAGE),
    ...mayManage,
  });
  const sees = { ...nobody(HIDDEN), ...mayUse, ...mayManage };
  expect(await everyones(`GET ${at}`)).toEqual(sees);
  expect(await everyones(`GET ${at}/events`)).toEqual(sees);
  expect(await everyones(`POST ${at}/match`, PAGE)).toEqual(sees);
  for (const who of ["sa:stranger", "sa:runner", "sa:bot"] as const)
    expect(await outcome(who, `DELETE ${at}`)).toBe(NO_MANAGE);
  expect(await outcome("sa:officer", `DELETE ${at}`)).toBe("ok");
  expect(await everyones(`GET ${at}/events`)).toEqual(sees);
});

it("access to a credential counts a group that the caller's token alone puts them in, while it is there", async () => {
  const { id } = await newCredential(tenant, integration.id, { access: ACCESS });
  const given = { identity_id: "sa:stranger", scopes: ["credentials:use"] };
  const { token } = await makeOfTrust(tenant, given, ["group:bots"]);
  const resolve = () => call(`POST ${CREDENTIALS}/${id}/resolve`, { token, body: { ...PAGE, mode: "prompt_user" } });
  expect((await resolve()).status).toBe(200);
  expect(await outcome("sa:stranger", `POST ${CREDENTIALS}/${id}/resolve`, { ...PAGE, mode: "prompt_user" })).toBe(
    NO_USE,
  );
  must(await tenant.api("DELETE /v1/identity/identities/group:bots"), 204);
  expect(refusal(await resolve())).toMatchObject(denied("use"));
});

it("access to a credential is part of the record, and of what the log keeps of a refusal", async () => {
  const created = await newCredential(tenant, integration.id, { access: { manage: ["sa:keeper"] } });
  expect(Object.keys(created).at(-1)).toBe("access");
  expect(created.access).toEqual({ use: [], manage: ["sa:keeper"] });
  const at = `${CREDENTIALS}/${created.id}`;
  expect(refusal(await as("sa:stranger", `GET ${at}`))).toEqual(NOT_FOUND);
  expect(refusal(await as("sa:stranger", `POST ${at}/resolve`, PAGE))).toEqual(denied("use"));
  expect(await newest(tenant)).toEqual({
    action: "credential.refused",
    outcome: "access_denied",
    object: created.id,
    extra: { credential_id: created.id, permission: "use" },
  });
  must(await as("sa:keeper", `PATCH ${at}`, { access: null }), 200);
  expect(await newest(tenant)).toEqual({
    action: "credential.updated",
    outcome: "ok",
    object: created.id,
    extra: {
      credential_id: created.id,
      changed: ["access"],
      access: { old: { use: [], manage: ["sa:keeper"] }, new: null },
    },
  });
  expect(must(await as("sa:stranger", `GET ${at}`), 200).access).toBeNull();
});

it("access to a credential leaves a credential without it to the scopes", async () => {
  const { id, access } = await newCredential(tenant, integration.id);
  expect(access).toBeNull();
  expect(await outcome("sa:stranger", `POST ${CREDENTIALS}/${id}/resolve`, { ...PAGE, mode: "prompt_user" })).toBe(
    "ok",
  );
  expect(await outcome("sa:stranger", `PATCH ${CREDENTIALS}/${id}`, { name: "mine" })).toBe("ok");
});

it("access to a credential keeps lists to what one may use or manage, page by page", async () => {
  const hidden = await newCredential(tenant, integration.id, { access: { manage: ["sa:keeper"] } });
  const open = await newCredential(tenant, integration.id, { vaultPath: "secret/data/open" });
  const used = await newCredential(tenant, integration.id, { access: ACCESS, vaultPath: "secret/data/used" });
  const listed = async (who: Person, query = "") =>
    must(await as(who, `GET ${CREDENTIALS}${query}`), 200).map(({ id }: { id: string }) => id);
  expect(await listed("sa:stranger")).toEqual([open.id]);
  expect(await listed("sa:bot", "?domain=portal.example.net")).toEqual([open.id, used.id]);
  expect(await listed("sa:keeper")).toEqual([hidden.id, open.id, used.id]);
  expect(await listed("admin")).toEqual([hidden.id, open.id, used.id]);
  const page = await as("sa:stranger", `GET ${CREDENTIALS}?limit=1`);
  expect([page.body.length, page.headers.get("link")]).toEqual([1, null]);
});

it("access to a credential ends with the membership of a group, at the next call", async () => {
  const { id } = await newCredential(tenant, integration.id, { access: ACCESS });
  const resolve = () => outcome("sa:bot", `POST ${CREDENTIALS}/${id}/resolve`, { ...PAGE, mode: "prompt_user" });
  expect(await resolve()).toBe("ok");
  must(await asOperator("PATCH /v1/identity/identities/sa:bot", { groups: [] }, tenant.id), 200);
  expect(await resolve()).toBe(NO_USE);
});

it("access to a credential lets a partner's administrator manage, never use by a namesake", async () => {
  const partner = await newPartner();
  tenant = await newTenant({ partnerId: partner.id });
  must(await asOperator("POST /v1/identity/identities", { identity_id: "user:pat" }, tenant.id), 201);
  const { id: vault } = await newIntegration(tenant);
  const { id } = await newCredential(tenant, vault, { access: { use: ["user:pat"] } });
  const headers = { "x-tenant-id": tenant.id };
  const at = `${CREDENTIALS}/${id}`;
  expect((await partner.api(`PATCH ${at}`, { name: "renamed" }, { headers })).status).toBe(200);
  const used = await partner.api(`POST ${at}/resolve`, PAGE, { headers });
  expect(refusal(used)).toEqual(denied("use"));
});

const create = (who: Person, access: unknown) =>
  outcome(who, `POST ${CREDENTIALS}`, credentialBody(integration.id, { access }));

it("setting access refuses what names nobody, or names in another form", async () => {
  const post = async (access: unknown) =>
    refusal(await tenant.api(`POST ${CREDENTIALS}`, credentialBody(integration.id, { access })));
  const missing = { status: 404, code: "identity_not_found" };
  expect(await post({ use: ["sa:runner", "sa:nobody"] })).toEqual({
    ...missing,
    details: { field: "access.use[1]" },
  });
  expect(await post({ manage: ["group:none"] })).toEqual({ ...missing, details: { field: "access.manage[0]" } });
  expect(await post({ use: ["Runner"] })).toEqual(fieldFaults({ "access.use[0]": "format" }));
  expect(await post({ use: ["system:operator"] })).toEqual(fieldFaults({ "access.use[0]": "format" }));
  expect(await post({ use: ["sa:runner", "sa:runner"] })).toEqual(fieldFaults({ "access.use": "duplicate" }));
  expect(await post({ use: null, read: [] })).toEqual(fieldFaults({ "access.use": "type", "access.read": "unknown" }));
  expect(await post(["sa:runner"])).toEqual(fieldFaults({ access: "type" }));
  const many = Array.from({ length: 51 }, (_, i) => `sa:s${i}`);
  expect(await post({ manage: many })).toEqual(fieldFaults({ "access.manage": "too_many" }));
});

it("setting access at creation takes a place among those who manage, or an administrator", async () => {
  expect(await create("sa:stranger", ACCESS)).toBe(NO_MANAGE);
  expect(await create("sa:runner", { use: ["sa:runner"] })).toBe(NO_MANAGE);
  expect(await create("sa:officer", ACCESS)).toBe("ok");
  expect(await create("admin", ACCESS)).toBe("ok");
});

it("setting access where there was none takes an administrator: nobody takes a credential from the others", async () => {
  const { id } = await newCredential(tenant, integration.id);
  const access = { access: { use: ["sa:keeper"], manage: ["sa:keeper"] } };
  expect(await outcome("sa:keeper", `PATCH ${CREDENTIALS}/${id}`, access)).toBe(NO_MANAGE);
  expect(await outcome("admin", `PATCH ${CREDENTIALS}/${id}`, access)).toBe("ok");
  expect(await outcome("sa:keeper", `PATCH ${CREDENTIALS}/${id}`, { access: ACCESS })).toBe("ok");
});

it("setting access may repeat the name of somebody who is gone, and not bring one in", async () => {
  const { id } = await newCredential(tenant, integration.id, { access: ACCESS });
  must(await asOperator("DELETE /v1/identity/identities/sa:runner", undefined, tenant.id), 204);
  expect(await outcome("admin", `PATCH ${CREDENTIALS}/${id}`, { access: ACCESS })).toBe("ok");
  expect(await outcome("admin", `PATCH ${CREDENTIALS}/${id}`, { access: { manage: ["sa:keeper"] } })).toBe("ok");
  expect(await outcome("admin", `PATCH ${CREDENTIALS}/${id}`, { access: ACCESS })).toBe("404 identity_not_found");
});

it("what a credential with access points at takes no second pointer around it", async () => {
  await newCredential(tenant, integration.id, { access: ACCESS });
  const other = await newIntegration(tenant, { address: "https://VAULT.acme.example:8200/", roleId: "another" });
  const open = await newCredential(tenant, integration.id, { vaultPath: "secret/data/open" });
  const post = (who: Person, vault: string, rest = {}) =>
    outcome(who, `POST ${CREDENTIALS}`, credentialBody(vault, rest));
  expect(await post("sa:runner", integration.id)).toBe(NO_MANAGE);
  expect(await post("sa:stranger", other.id)).toBe(NO_MANAGE);
  expect(await post("sa:stranger", integration.id, { vaultPath: "secret/data/elsewhere" })).toBe("ok");
  expect(await post("sa:officer", other.id)).toBe("ok");
  const guarded = { vaultPath: "secret/data/portal/billing-robot" };
  expect(await outcome("sa:stranger", `PATCH ${CREDENTIALS}/${open.id}`, guarded)).toBe(NO_MANAGE);
  expect(await outcome("sa:keeper", `PATCH ${CREDENTIALS}/${open.id}`, guarded)).toBe("ok");
  // There already, it takes no new host from others, but goes where it may go.
  const host = { allowedDomains: ["mine.example"] };
  expect(await outcome("sa:stranger", `PATCH ${CREDENTIALS}/${open.id}`, host)).toBe(NO_MANAGE);
  expect(await outcome("sa:stranger", `PATCH ${CREDENTIALS}/${open.id}`, { vaultPath: "secret/data/open" })).toBe("ok");
});

it("what a credential with access points at is not taken from those who have an open credential there, unless by an administrator", async () => {
  const open = await newCredential(tenant, integration.id);
  const own = { access: { use: ["sa:keeper"], manage: ["sa:keeper"] } };
  const post = (who: Person, rest: object) =>
    outcome(who, `POST ${CREDENTIALS}`, credentialBody(integration.id, { ...own, ...rest }));
  expect(await post("sa:keeper", {})).toBe(NO_MANAGE);
  expect(await post("sa:keeper", { vaultPath: "secret/metadata/portal/billing-robot" })).toBe(NO_MANAGE);
  const elsewhere = must(
    await as(
      "sa:keeper",
      `POST ${CREDENTIALS}`,
      credentialBody(integration.id, { ...own, vaultPath: "secret/data/k" }),
    ),
    201,
  );
  const at = `${CREDENTIALS}/${elsewhere.id}`;
  const there = { vaultPath: "secret/data/portal/billing-robot" };
  expect(await outcome("sa:keeper", `PATCH ${at}`, there)).toBe(NO_MANAGE);
  expect(await outcome("sa:keeper", `PATCH ${at}`, { ...there, access: null })).toBe("ok");
  expect(await outcome("sa:stranger", `PATCH ${CREDENTIALS}/${open.id}`, { allowedDomains: ["b.example"] })).toBe("ok");
  expect(await post("admin", {})).toBe("ok");
  // Who manages a place goes on managing what guards it.
  const guarded = await newCredential(tenant, integration.id, { ...own, vaultPath: "secret/data/g" });
  await newCredential(tenant, integration.id, { vaultPath: "secret/data/g" });
  expect(await outcome("sa:keeper", `PATCH ${CREDENTIALS}/${guarded.id}`, { access: ACCESS })).toBe("ok");
});

it("what a credential with access points at takes no value from others, and its integration goes with those who manage it", async () => {
  integration = await newIntegration(tenant, { address: (await newFakeVault()).address });
  await newCredential(tenant, integration.id, { access: ACCESS });
  const push = { path: "portal/billing-robot", data: { pass: "p" } };
  const line = `POST ${INTEGRATIONS}/${integration.id}/secrets`;
  expect(await outcome("sa:stranger", line, push)).toBe(NO_MANAGE);
  expect(await outcome("sa:runner", line, push)).toBe(NO_MANAGE);
  expect(await outcome("sa:keeper", line, push)).not.toBe(NO_MANAGE);
  expect(await outcome("sa:stranger", line, { ...push, path: "free" })).not.toBe(NO_MANAGE);
  expect(await outcome("sa:stranger", `DELETE ${INTEGRATIONS}/${integration.id}`)).toBe(NO_MANAGE);
  expect(await outcome("sa:stranger", `PATCH ${INTEGRATIONS}/${integration.id}`, { name: "n" })).toBe("ok");
  expect(await outcome("sa:keeper", `DELETE ${INTEGRATIONS}/${integration.id}`)).toBe("ok");
});

it("what a credential with access points at is one place, however it is spelt", () => {
  const vault = (rest: object): Integration =>
    ({
      id: "a",
      type: "hashicorp",
      address: "https://v.example",
      namespace: null,
      authMount: "approle",
      roleId: "r",
      ...rest,
    }) as Integration;
  const one = { integration: vault({}), path: "secret/data/app" };
  const same = (integration: object, path: string) =>
    isSamePlace(one, { integration: vault({ id: "b", roleId: "s", ...integration }), path });
  expect(same({}, "secret/data/app")).toBe(true);
  expect(same({ address: "https://V.example.:443//" }, "secret/data/app")).toBe(true);
  for (const end of ["/v1", "/v1/", "/v1//"])
    expect(same({ address: `https://v.example${end}` }, "secret/data/app")).toBe(true);
  expect(same({ address: "https://v.example/proxy/v1" }, "secret/data/app")).toBe(false);
  expect(same({ address: "https://10.0.0.1", roleId: "r" }, "secret/data/app")).toBe(true);
  for (const verb of ["metadata", "delete", "undelete", "destroy", "subkeys"])
    expect(same({}, `secret/${verb}/app`)).toBe(true);
  const inner = { integration: vault({ namespace: "/team/a/" }), path: "secret/data/app" };
  const outer = { integration: vault({ id: "c", namespace: "team" }), path: "a/secret/data/app" };
  expect(isSamePlace(inner, outer)).toBe(true);
  for (const namespace of ["root", "/root/", "root/"]) expect(same({ namespace }, "secret/data/app")).toBe(true);
  expect(same({ namespace: "rooted" }, "secret/data/app")).toBe(false);
  expect(same({}, "secret/data/App")).toBe(false);
  expect(same({ address: "https://w.example" }, "secret/data/app")).toBe(false);
  expect(same({ type: "native", address: null }, "secret/data/app")).toBe(false);
});

it("credential.domains_changed tells webhooks which hosts are new and which are gone, and nothing of any other change", async () => {
  const hooked = await newHooked();
  const receiver = await newReceiver();
  await hooked.hook({ url: receiver.url, events: ["credential.*"] });
  const { id: vault } = await newIntegration(hooked);
  const { id } = await newCredential(hooked, vault, { allowedDomains: ["a.example.net", "b.example.net"] });
  const change = async (body: object) => must(await hooked.api(`PATCH ${CREDENTIALS}/${id}`, body), 200);
  await change({ name: "renamed" });
  await change({ allowedDomains: ["b.example.net", "a.example.net"] });
  await change({ allowedDomains: ["B.example.net", "c.example.net"] });
  await change({ allowedDomains: ["c.example.net"] });
  const told = eventsIn(await receiver.waitFor(2)).map(({ event_type, data }) => [event_type, data]);
  const type = "credential.domains_changed";
  expect(told).toEqual([
    [type, { credential_id: id, added: ["c.example.net"], removed: ["a.example.net"] }],
    [type, { credential_id: id, added: [], removed: ["b.example.net"] }],
  ]);
});

const ids = fc.constantFrom<string>("sa:a", "sa:b", "group:g", "group:h");
const list = fc.uniqueArray(ids, { maxLength: 3 });

const who = fc.record({
  homeId: fc.constantFrom("tnt_x", "ptn_y"),
  identityId: fc.constantFrom("sa:a", "sa:b", "sa:c"),
  groups: fc.uniqueArray(fc.constantFrom("group:g", "group:h")),
  roles: fc.constantFrom([] as const, ["tenant_admin"] as const, ["partner_admin"] as const),
});

const rights = (access: Parameters<typeof rightsBy>[0], person: Parameters<typeof rightsBy>[1]) =>
  rightsBy(access, person, { id: "tnt_x" });

it("rightsBy gives nobody more than the lists and the role say, whoever they are", () => {
  fc.assert(
    fc.property(fc.record({ use: list, manage: list }), who, (access, person) => {
      const found = rights(access, person);
      const own = person.homeId === "tnt_x" ? [person.identityId, ...person.groups] : [];
      const role = person.homeId === "tnt_x" ? "tenant_admin" : "partner_admin";
      expect(found.use).toBe(own.some((id) => access.use.includes(id)));
      expect(found.manage).toBe(
        own.some((id) => access.manage.includes(id)) || person.roles.some((held) => held === role),
      );
      expect(found.see).toBe(found.use || found.manage);
      expect(rights(null, person)).toEqual({ use: true, manage: true, see: true });
    }),
  );
});
