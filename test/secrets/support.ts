import { runInDurableObject } from "cloudflare:test";
import { type Answer, type CallOptions, call, must, newTenant, type TestTenant } from "../support/api";

/** Far ahead: alarms ring by the machine's clock, and one that lies behind it would ring again and again. */
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
  caller(
    scopes: Parameters<TestTenant["token"]>[0],
    rules: readonly { path_pattern: string; permissions: readonly string[] }[],
  ): Promise<string>;
}

/** A tenant whose administrator may do everything on every path, at a fixed time. */
export async function newStore(): Promise<Store> {
  const tenant = await newTenant();
  const everything = [{ path_pattern: "**", permissions: ["admin"] }];
  await grant(tenant, "user", "user:admin", everything);
  const setClock = (ms: number) =>
    runInDurableObject(tenant.stub, (object) => {
      object.clock = () => ms;
    });
  await setClock(START_MS);
  return {
    ...tenant,
    at(line, body, headers = {}) {
      const [method = "GET", path = ""] = line.split(" ");
      return tenant.api(`${method} /v1/secrets/${path}`, body, { headers });
    },
    setClock,
    async caller(scopes, rules) {
      const token = await tenant.token(scopes);
      const who: string = must(await call("GET /v1/auth/whoami", { token }), 200).identity_id;
      await grant(tenant, "service_account", who, rules);
      return token;
    },
  };
}

let policies = 0;
async function grant(tenant: TestTenant, type: string, identity: string, rules: readonly object[]): Promise<void> {
  const made = must(await tenant.api("POST /v1/policies", { name: `rights ${policies++}`, rules }), 201);
  const binding = { identity_type: type, identity_id: identity };
  must(await tenant.api(`POST /v1/policies/${made.id}/bindings`, binding), 201);
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
