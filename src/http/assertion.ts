import type { Context } from "hono";
import { audiencesNamedBy } from "../client/jwt-audiences";
import { findTenant } from "../client/tenants-by-audience";
import { ok, refuse } from "../errors";
import { MAX_JWT_CHARACTERS } from "../kernel/proof";
import { kindOfSpace } from "../kernel/space";
import type { AppEnv, KnownCaller } from "./app-env";
import { callerOf, metaOf, namedIn } from "./caller";

const READING = ["GET", "HEAD", "OPTIONS"];
/** Where a browser may say that the page comes from which sent a request that writes. */
const OWN_PAGES = ["same-origin", "none"];

/**
 * Who calls, where Cloudflare Access may stand in front of this deployment: without any `Authorization` the token that Access put
 * into the request says who. A browser sends along what makes Access do that, whichever page asks it to, so a page of another site
 * may not write.
 */
export async function callerOrAssertion(c: Context<AppEnv>): Promise<KnownCaller> {
  const jwt = c.req.header("cf-access-jwt-assertion");
  if (jwt === undefined || c.req.header("authorization") !== undefined) return callerOf(c);
  const site = c.req.header("sec-fetch-site");
  if (!READING.includes(c.req.method) && site !== undefined && !OWN_PAGES.includes(site))
    return refuse("origin_not_allowed");
  if (jwt.length > MAX_JWT_CHARACTERS) return refuse("token_invalid");
  const named = namedIn(c);
  const home = await homeOf(c, jwt, named);
  if (!home.ok) return home;
  const target = named !== null && kindOfSpace(named) ? named : null;
  const object = c.req.param("id") ?? null;
  return {
    ok: true,
    value: { token: "", assertion: { jwt }, home: home.value, named, target, object, meta: metaOf(c) },
  };
}

/** The tenant that the request names, or the one that has an audience of the token. */
async function homeOf(c: Context<AppEnv>, jwt: string, named: string | null) {
  if (named !== null && kindOfSpace(named) === "tenant") return ok(named);
  return await tenantMeant(c, audiencesNamedBy(jwt));
}

/** The tenant that one of these audiences means. Refuses with token_invalid, or with service_unavailable. */
export async function tenantMeant(c: Context<AppEnv>, audiences: readonly string[]) {
  const found = await findTenant({ env: c.env, tenantsByAudience: c.var.tenantsByAudience }, audiences);
  if (!found.ok) return found;
  return found.value === undefined ? refuse("token_invalid") : ok(found.value);
}
