import { env } from "cloudflare:workers";
import { sealApiKey } from "../../../src/broker/browsers/api-key";
import { type OpeningParts, openBrowser } from "../../../src/broker/browsers/open";
import type { SocketOrder } from "../../../src/broker/browsers/socket-order";
import { parseConfig } from "../../../src/config";
import { Keyring } from "../../../src/crypto/keyring";
import type { Clock } from "../../../src/sign-in/cdp/transport";
import { must, type TestTenant } from "../../support/api";
import { PATIENCE_MS } from "../../support/patience";

export const BROWSERS = "/api/v1/browsers";
export const API_KEY = "bk-5e0c1d2b7f64!/?#%{session}'";
export const KEYS = ["id", "name", "endpoint", "auth", "createdAt", "updatedAt"];

type Body = Readonly<Record<string, unknown>>;
export const browserBody = (rest: Body = {}) => ({
  name: "hosted browsers",
  endpoint: "wss://browsers.acme.example/connect?key={apiKey}&session={session}",
  apiKey: API_KEY,
  ...rest,
});
export const create = (tenant: TestTenant, body: unknown) => tenant.api(`POST ${BROWSERS}`, body);
/** The whole record. */
export const newBrowser = async (tenant: TestTenant, rest: Body = {}) =>
  must(await create(tenant, browserBody(rest)), 201);

/** What D1 holds of the tenant's browsers, in the order of ids. */
export const storedBrowsers = async ({ id }: TestTenant) =>
  (await env.DB.prepare("SELECT * FROM browsers WHERE tenant_id = ? ORDER BY id").bind(id).all()).results;

// --- opening ---

export const systemClock: Clock = {
  now: Date.now,
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

const keyring = new Keyring(parseConfig(env).rootKeys);
const owner = { tenantId: "tnt_bluefin", browserId: "0b7f3c52-6d1e-7a8b-9c35-2f4e8d7a6b10" };

export async function orderTo(endpoint: string, { apiKey, ...rest }: Partial<SocketOrder> & { apiKey?: string } = {}) {
  const sealedApiKey = apiKey === undefined ? null : await sealApiKey(keyring, owner, apiKey);
  return { ...owner, endpoint, auth: "none", sealedApiKey, session: null, ...rest } satisfies SocketOrder;
}

/** Opens it from here, with all the time of a busy machine. */
export const open = (order: SocketOrder, more: Partial<OpeningParts> = {}) =>
  openBrowser(order, { keyring, allow: ["127.0.0.1"], clock: systemClock, openMs: PATIENCE_MS, ...more });
