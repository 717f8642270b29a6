import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { SpaceObject } from "../../src/index";
import { SCOPES, type Scope } from "../../src/kernel/actor";
import { type Answer, type CallOptions, call } from "./api";
import { addMember, fresh, provision, registerPartner } from "./provision";

export interface TestPartner {
  readonly id: string;
  /** `user:pat`, partner_admin, with every scope. */
  readonly admin: string;
  readonly stub: DurableObjectStub<SpaceObject>;
  /** As the administrator. */
  api(line: string, body?: unknown, options?: Omit<CallOptions, "body" | "token">): Promise<Answer>;
  /** A token of a new service account without a role. */
  token(scopes: readonly Scope[]): Promise<string>;
}

export async function newPartner(): Promise<TestPartner> {
  const space = await registerPartner(fresh("p"));
  const admin = await provision(space, { identityId: "user:pat", roles: ["partner_admin"], scopes: SCOPES });
  const { id } = space;
  return {
    id,
    admin,
    stub: env.SPACES.getByName(id),
    api: (line, body, options = {}) =>
      call(line, { token: admin, ...options, ...(body === undefined ? {} : { body }) }),
    token: (scopes) => addMember(env.SPACES.getByName(id), { identityId: fresh("sa:s"), scopes }),
  };
}

/** From now on the object's clock is ahead by so much. */
export const shiftClock = (stub: DurableObjectStub<SpaceObject>, byMs: number): Promise<void> =>
  runInDurableObject(stub, (tenant) => {
    tenant.clock = () => Date.now() + byMs;
  });

/** From now on the object's clock stands still. */
export const stopClock = (stub: DurableObjectStub<SpaceObject>, atMs: number): Promise<void> =>
  runInDurableObject(stub, (tenant) => {
    tenant.clock = () => atMs;
  });

export const rowsOf = (
  stub: DurableObjectStub<SpaceObject>,
  query: string,
  ...values: (string | number | null)[]
): Promise<Record<string, unknown>[]> =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec(query, ...values).toArray());
