import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { SpaceObject } from "../../src/index";
import { type Answer, type AuditRow, auditRows, must, type TestTenant } from "../support/api";

/** What the tests of the broker's records share: the bodies of the documentation's samples, and looks behind the API. */

export const INTEGRATIONS = "/api/v1/vault-integrations";
export const CREDENTIALS = "/api/v1/credentials";
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const UNKNOWN_ID = "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10";
export const SECRET_ID = "5e0c1d2b-7f64-4b0a-9d11-3a8f6e2c9b47";
export const at = (text: string): number => Date.parse(text);

type Keys = Readonly<Record<string, unknown>>;
export const integrationBody = (config: Keys = {}, rest: Keys = {}) => ({
  name: "platform vault",
  type: "hashicorp",
  config: {
    address: "https://vault.acme.example:8200",
    authMethod: "approle",
    roleId: "c1d7a9f4-30b2-4e66-8f5d-9a0e2b7c4d18",
    secretId: SECRET_ID,
    ...config,
  },
  ...rest,
});
export const credentialBody = (vaultIntegrationId: string, rest: Keys = {}) => ({
  name: "Billing robot at the supplier portal",
  vaultIntegrationId,
  vaultPath: "secret/data/portal/billing-robot",
  fieldMap: { username: "login", password: "pass", totp: "otp_seed" },
  allowedDomains: ["Portal.example.net", "*.staff.example.net"],
  ...rest,
});

/** The whole record. */
export const newIntegration = async (tenant: TestTenant, config: Keys = {}, rest: Keys = {}) =>
  must(await tenant.api(`POST ${INTEGRATIONS}`, integrationBody(config, rest)), 201);
export const newCredential = async (tenant: TestTenant, integrationId: string, rest: Keys = {}) =>
  must(await tenant.api(`POST ${CREDENTIALS}`, credentialBody(integrationId, rest)), 201);

/** The whole refusal, but for the message and the request id, which is checked against the header. */
export function refusal({ status, body, headers }: Answer) {
  const { request_id, message, ...error } = body.error;
  expect(request_id).toBe(headers.get("x-request-id"));
  expect(message).toEqual(expect.any(String));
  expect(Object.keys(body)).toEqual(["error"]);
  return { status, ...error };
}
export const NOT_FOUND = { status: 404, code: "not_found" };
export const BAD_CURSOR = { status: 400, code: "invalid_cursor" };
export const UNAVAILABLE = { status: 503, code: "service_unavailable" };
/** `allowed`: what the answer says would have fitted. */
export const fieldFaults = (fields: Readonly<Record<string, string>>, allowed?: readonly (string | number)[]) => ({
  status: 400,
  code: "invalid_request",
  details: { fields, ...(allowed ? { allowed } : {}) },
});

/** From here on the tenant's object reads this time, until it is evicted. */
export const setClock = (tenant: TestTenant, ms: number): Promise<void> =>
  runInDurableObject(tenant.stub, (instance: SpaceObject) => {
    instance.clock = () => ms;
  });
export const evict = (tenant: TestTenant): Promise<void> => evictDurableObject(tenant.stub);

/** What D1 holds of the tenant, by table, in the order of ids. */
export async function stored(tenant: TestTenant) {
  const of = async (table: string) =>
    (await env.DB.prepare(`SELECT * FROM ${table} WHERE tenant_id = ? ORDER BY id`).bind(tenant.id).all()).results;
  return { integrations: await of("vault_integrations"), credentials: await of("credentials") };
}

export interface Entry {
  readonly action: unknown;
  readonly outcome: unknown;
  readonly object: unknown;
  readonly extra: unknown;
}
const entryOf = ({ action, error_code, object_id, extra_data }: AuditRow): Entry => ({
  action,
  outcome: error_code ?? "ok",
  object: object_id,
  extra: JSON.parse(String(extra_data)),
});
/** What the tenant's own identities did, oldest first. */
export const entries = async (tenant: TestTenant): Promise<Entry[]> =>
  (await auditRows(tenant.stub)).filter(({ identity_id }) => identity_id !== "system:operator").map(entryOf);
/** The newest row; every call of this bench but a fault of form leaves one. */
export const newest = async (tenant: TestTenant): Promise<Entry | undefined> => (await entries(tenant)).at(-1);

/** The ids of answers that are pages, following `Link` to its end; `between` runs before each following page. */
export async function followPages(
  tenant: TestTenant,
  line: string,
  between: (page: number) => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = line;
  for (let page = 0; next !== undefined; page++) {
    if (page > 0) await between(page);
    const answer: Answer = await tenant.api(`GET ${next}`);
    ids.push(...must(answer, 200).map(({ id }: { id: string }) => id));
    next = nextOf(answer);
  }
  return ids;
}
export const nextOf = (answer: Answer): string | undefined =>
  /^<([^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];

/** While `work` runs, D1 refuses what the trigger names: `INSERT ON credentials`. */
export async function withFault<T>(event: string, work: () => Promise<T>): Promise<T> {
  await env.DB.prepare(`CREATE TRIGGER fault BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'planted'); END`).run();
  try {
    return await work();
  } finally {
    await env.DB.prepare("DROP TRIGGER fault").run();
  }
}
/** While `work` runs, D1 has no such table. */
export async function withoutTable<T>(table: string, work: () => Promise<T>): Promise<T> {
  await env.DB.prepare(`ALTER TABLE ${table} RENAME TO ${table}_away`).run();
  try {
    return await work();
  } finally {
    await env.DB.prepare(`ALTER TABLE ${table}_away RENAME TO ${table}`).run();
  }
}
