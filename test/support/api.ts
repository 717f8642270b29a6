import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import type { SpaceObject } from "../../src/index";
import { SCOPES, type Scope } from "../../src/kernel/actor";
import type { RuleText } from "../../src/kernel/policy";
import { TEST_BINDINGS } from "./node/bindings";
import { addMember, addToken, fresh, provision, registerTenant } from "./provision";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every shape
  readonly body: any;
  /** The body as it was sent. */
  readonly text: string;
}
export interface CallOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown;
  /** Whether a redirect is followed. */
  readonly redirect?: "follow" | "manual";
}

export const OPERATOR_TOKEN = TEST_BINDINGS.OPERATOR_TOKEN;

/** `call("GET /v1/health")`: through the Worker's own fetch, as a client would. */
export async function call(
  line: string,
  { token = null, headers = {}, body, redirect = "follow" }: CallOptions = {},
): Promise<Answer> {
  const [method = "GET", path = "/"] = line.split(" ");
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const response = await exports.default.fetch(`https://postern.example${path}`, {
    method,
    redirect,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}

/** The operator acts in `space`, if one is named. */
export const asOperator = (line: string, body?: unknown, space?: string): Promise<Answer> =>
  call(line, {
    token: OPERATOR_TOKEN,
    ...(body === undefined ? {} : { body }),
    ...(space ? { headers: { "x-tenant-id": space } } : {}),
  });

export interface TestTenant {
  readonly id: string;
  readonly partnerId: string;
  /** `user:admin`, tenant_admin, with every scope. */
  readonly admin: string;
  readonly stub: DurableObjectStub<SpaceObject>;
  /** As the administrator. */
  api(line: string, body?: unknown, options?: Omit<CallOptions, "body" | "token">): Promise<Answer>;
  /** A token of a new service account with just these scopes. */
  token(scopes: readonly Scope[]): Promise<string>;
}
interface TenantOptions {
  readonly partnerId?: string;
  /** What the administrator may do on which paths; nothing, unless told. */
  readonly rules?: readonly RuleText[];
  /** Where its clock stands still. */
  readonly atMs?: number;
}

/** A partner and a tenant of its own, so that no test sees another. */
export async function newTenant({ partnerId, rules = [], atMs }: TenantOptions = {}): Promise<TestTenant> {
  const space = await registerTenant(fresh("t"), partnerId);
  const admin = await provision(
    space,
    { identityId: "user:admin", roles: ["tenant_admin"], scopes: SCOPES, rules },
    atMs,
  );
  const { id } = space;
  const stub = env.SPACES.getByName(id);
  return {
    id,
    partnerId: space.partnerId ?? "",
    admin,
    stub,
    api: (line, body, options = {}) =>
      call(line, { token: admin, ...options, ...(body === undefined ? {} : { body }) }),
    token: (scopes) => addMember(env.SPACES.getByName(id), { identityId: fresh("sa:t"), scopes }),
  };
}

/** It never expires, wherever a test sets the clock. */
export const newToken = (space: string, identity: string, scopes: readonly Scope[]): Promise<string> =>
  addToken(env.SPACES.getByName(space), identity, scopes);

/** The body, if the status is the expected one. */
export function must(answer: Answer, status: number): Answer["body"] {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer.body;
}

export interface AuditRow {
  readonly [column: string]: string | number | null;
}
export const auditRows = (stub: DurableObjectStub<SpaceObject>): Promise<AuditRow[]> =>
  runInDurableObject(
    stub,
    (_, { storage }) => storage.sql.exec("SELECT * FROM audit_log ORDER BY seq").toArray() as AuditRow[],
  );

/** `action outcome`, oldest first, without what setting up a tenant leaves. */
export const actions = async (tenant: TestTenant): Promise<string[]> =>
  (await auditRows(tenant.stub))
    .filter(({ identity_id }) => identity_id !== "system:operator")
    .map(({ action, error_code }) => `${action} ${error_code ?? "ok"}`);

/** Takes the object out of memory, if it is there: the next call finds only what is stored. */
export async function evict(stub: DurableObjectStub<SpaceObject>): Promise<void> {
  await stub.ping();
  await evictDurableObject(stub);
}
