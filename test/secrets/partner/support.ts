import { SCOPES } from "../../../src/kernel/actor";
import { auditRows, must, newTenant, type TestTenant } from "../../support/api";
import { newPartner, rowsOf, stopClock, type TestPartner } from "../../support/spaces";
import { as, START_MS } from "../support";

/** A partner with two tenants, and another partner with one. The clocks of the partners stand still. */
export interface World {
  readonly partner: TestPartner;
  readonly one: TestTenant;
  readonly two: TestTenant;
  readonly foreign: TestPartner;
  readonly stranger: TestTenant;
}

/** All that a token may hold whose identity has no role. */
export const ROLELESS = SCOPES.filter((scope) => scope !== "admin" && scope !== "identity:admin");

/** Below `/v1/partner/secrets/`, with the token of whom is given. */
export const at = (token: string, line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const [method = "GET", path = ""] = line.split(" ");
  return as(token)(`${method} /v1/partner/secrets${path === "" || path.startsWith("?") ? path : `/${path}`}`, body, {
    headers,
  });
};

export const READS = [
  "GET shop/db",
  "GET shop/db?version=1",
  "GET shop/db/versions",
  "GET metadata/shop/db",
  "GET ",
  "GET expiring",
];

export const CHANGES: readonly (readonly [line: string, body: object | undefined, scope: string])[] = [
  ["PUT shop/db", { data: { key: "changed" } }, "secrets:write"],
  ["PUT shop/none", { data: { key: "changed" } }, "secrets:write"],
  ["PATCH shop/db", { metadata: { owner: "me" } }, "secrets:write"],
  ["PATCH shop/none", { metadata: { owner: "me" } }, "secrets:write"],
  ["DELETE shop/db", undefined, "secrets:delete"],
  ["DELETE shop/db?permanent=true", undefined, "secrets:delete"],
  ["DELETE shop/db?version=1", undefined, "secrets:delete"],
  ["DELETE shop/none", undefined, "secrets:delete"],
  ["POST shop/gone/restore", undefined, "secrets:write"],
  ["POST shop/db/rotate", { new_value: { key: "changed" } }, "secrets:rotate"],
];

/** Everything that the store of a space holds. */
export const storeOf = async ({ stub }: Pick<TestPartner, "stub">) => {
  const tables = ["secrets", "secret_versions", "secret_tags"];
  return await Promise.all(tables.map((table) => rowsOf(stub, `SELECT * FROM ${table}`)));
};

export const rowsSince = async ({ stub }: Pick<TestPartner, "stub">, from: number) =>
  (await auditRows(stub)).slice(from);
export const countRows = async ({ stub }: Pick<TestPartner, "stub">) => (await auditRows(stub)).length;

export const allow = async (tenant: Pick<TestTenant, "api">, identity: string, path = "**", headers = {}) => {
  const made = must(
    await tenant.api(
      "POST /v1/policies",
      { name: `for ${identity}`, rules: [{ path_pattern: path, permissions: ["admin"] }] },
      { headers },
    ),
    201,
  );
  const binding = { identity_type: identity.startsWith("sa:") ? "service_account" : "user", identity_id: identity };
  must(await tenant.api(`POST /v1/policies/${made.id}/bindings`, binding, { headers }), 201);
};

export const read = { path: "shop/db", version: null };

export async function newWorld(): Promise<World> {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenantOf = ({ id }: TestPartner) => newTenant({ partnerId: id });
  const world = {
    partner,
    one: await tenantOf(partner),
    two: await tenantOf(partner),
    foreign,
    stranger: await tenantOf(foreign),
  };
  for (const { stub } of [partner, foreign]) await stopClock(stub, START_MS);
  return world;
}

/** Puts a secret that the partner shares, as its administrator. */
export const share = async ({ partner }: World, path: string, data: object = { key: "shared" }, rest: object = {}) =>
  must(await at(partner.admin, `PUT ${path}`, { data, ...rest }), 201);
export type Share = (path: string, data?: object, rest?: object) => ReturnType<typeof share>;
