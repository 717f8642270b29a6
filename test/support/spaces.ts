import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Tenant } from "../../src/index";
import { SCOPES, type Scope } from "../../src/kernel/actor";
import { type Answer, asOperator, type CallOptions, call, must, newToken } from "./api";

export interface TestPartner {
  readonly id: string;
  /** `user:pat`, partner_admin, with every scope. */
  readonly admin: string;
  readonly stub: DurableObjectStub<Tenant>;
  /** As the administrator. */
  api(line: string, body?: unknown, options?: Omit<CallOptions, "body" | "token">): Promise<Answer>;
  /** A token of a new service account without a role. */
  token(scopes: readonly Scope[]): Promise<string>;
}

let counter = 0;

export async function newPartner(): Promise<TestPartner> {
  const slug = `p${Date.now().toString(36)}${(counter++).toString(36)}`;
  const { id } = must(await asOperator("POST /v1/identity/partners", { name: "Northwind", slug }), 201);
  must(
    await asOperator("POST /v1/identity/identities", { identity_id: "user:pat", roles: ["partner_admin"] }, id),
    201,
  );
  const admin = await newToken(id, "user:pat", SCOPES);
  return {
    id,
    admin,
    stub: env.TENANTS.getByName(id),
    api: (line, body, options = {}) =>
      call(line, { token: admin, ...options, ...(body === undefined ? {} : { body }) }),
    async token(scopes) {
      const identity = `sa:s${(counter++).toString(36)}`;
      must(await asOperator("POST /v1/identity/identities", { identity_id: identity }, id), 201);
      return await newToken(id, identity, scopes);
    },
  };
}

/** From now on the object's clock is ahead by so much. */
export const shiftClock = (stub: DurableObjectStub<Tenant>, byMs: number): Promise<void> =>
  runInDurableObject(stub, (tenant) => {
    tenant.clock = () => Date.now() + byMs;
  });

/** From now on the object's clock stands still. */
export const stopClock = (stub: DurableObjectStub<Tenant>, atMs: number): Promise<void> =>
  runInDurableObject(stub, (tenant) => {
    tenant.clock = () => atMs;
  });

export const rowsOf = (
  stub: DurableObjectStub<Tenant>,
  query: string,
  ...values: (string | number | null)[]
): Promise<Record<string, unknown>[]> =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec(query, ...values).toArray());
