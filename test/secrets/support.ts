import { env } from "cloudflare:workers";
import type { RuleText } from "../../src/kernel/policy";
import { type Answer, type CallOptions, call, newTenant, type TestTenant } from "../support/api";
import { addMember, addRights, fresh } from "../support/provision";
import { stopClock } from "../support/spaces";

/** Ahead of the machine's clock, whenever the tests run. */
export const START_MS = Date.UTC(2096, 10, 21, 9, 30, 0, 400);
export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

export interface Store extends TestTenant {
  /** `PUT`, `PATCH` and so on, below `/v1/secrets/`, as the administrator. */
  at(line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The object's clock, in milliseconds. */
  setClock(ms: number): Promise<void>;
  /** A token of a new service account that a policy of its own gives these rights. */
  caller(scopes: Parameters<TestTenant["token"]>[0], rules: readonly RuleText[]): Promise<string>;
}

/** A tenant whose administrator may do everything on every path, at a fixed time. */
export async function newStore(): Promise<Store> {
  const tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: ["admin"] }], atMs: START_MS });
  const stub = () => env.SPACES.getByName(tenant.id);
  return {
    ...tenant,
    at(line, body, headers = {}) {
      const [method = "GET", path = ""] = line.split(" ");
      return tenant.api(`${method} /v1/secrets/${path}`, body, { headers });
    },
    setClock: (ms) => stopClock(tenant.stub, ms),
    async caller(scopes, rules) {
      const identityId = fresh("sa:c");
      const token = await addMember(stub(), { identityId, scopes });
      await addRights(stub(), tenant.admin, identityId, rules);
      return token;
    },
  };
}

/** As another caller than the administrator. */
export const as =
  (token: string) =>
  (line: string, body?: unknown, options: Omit<CallOptions, "token" | "body"> = {}): Promise<Answer> =>
    call(line, { token, ...options, ...(body === undefined ? {} : { body }) });

/** Status and code, and the details of an error. */
export const refusal = ({ status, body }: Answer) => ({
  status,
  code: body.error?.code,
  ...(body.error?.details ? { details: body.error.details } : {}),
});

export const pathsOf = ({ secrets }: { secrets: { path: string }[] }) => secrets.map(({ path }) => path);
