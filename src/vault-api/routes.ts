import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { containsToken } from "../crypto/redact";
import { AppError, fail } from "../errors";
import type { AppEnv } from "../http/app-env";
import { addressOf } from "./address";
import { envelope } from "./answer";
import { authRoutes } from "./auth/routes";
import { cubbyholeRoutes } from "./cubbyhole";
import { BASE, jsonAnswer, VAULT_DIALECT } from "./dialect";
import { kvRoutes } from "./kv/routes";
import { unknownBelowKv } from "./kv/unknown";
import { addressBook } from "./match";
import { verbOf } from "./request";
import type { VaultRoute } from "./route";
import { sysRoutes } from "./sys/routes";

export const ROUTES: readonly VaultRoute[] = [...kvRoutes, ...authRoutes, ...sysRoutes, ...cubbyholeRoutes];
const routesAt = addressBook(ROUTES);

/** The interface of HashiCorp Vault. Its routes are not in the document of the API: what they take and give, Vault's own documents tell. */
export function mountVaultApi(app: OpenAPIHono<AppEnv>): void {
  app.all(`${BASE}/*`, async (c) => {
    c.set("dialect", VAULT_DIALECT);
    return await answerAt(c, addressOf(c.req.url));
  });
  for (const mount of ["secret", ...OWN_MOUNTS]) app.all(`/v1/${mount}/*`, answerStray);
}

/**
 * A client of Vault that was given the address without `/vault` would show the house's own error as if it were a secret. Who is no
 * such client goes on, to whatever there is.
 */
const answerStray: MiddlewareHandler<AppEnv> = async (c, next) => {
  const isClient = ["x-vault-request", "x-vault-token"].some((name) => c.req.header(name) !== undefined);
  if (!isClient) return await next();
  c.set("dialect", VAULT_DIALECT);
  throw new AppError({
    code: "not_found",
    message: "the address of Vault's interface ends in /vault: check VAULT_ADDR",
  });
};

async function answerAt(c: Context<AppEnv>, address: string): Promise<Response> {
  const found = routesAt(address);
  const verb = verbOf(c);
  if (found.length === 0) return unknownAddress(c, address);
  const match = found.find(({ route }) => verb !== undefined && route.verbs.includes(verb));
  if (verb === undefined || !match) return fail("method_not_allowed");
  return await match.route.handle(c, verb, match.params);
}

/** Told before the token is looked at: which addresses there are is no secret. */
function unknownAddress(c: Context<AppEnv>, address: string): Response {
  const [mount = ""] = address.split("/");
  if (mount === "v1")
    throw new AppError({ code: "not_found", message: "the address ends in /vault, without /v1: check VAULT_ADDR" });
  if (mount === "secret")
    return jsonAnswer(c, envelope({ ...unknownBelowKv(c.req.method), requestId: c.var.requestId }), 404);
  if (OWN_MOUNTS.includes(mount)) throw new AppError({ code: "not_found" });
  const shown = /^[\w./ -]{0,128}$/.test(address) && !containsToken(address) ? address : "?";
  throw new AppError({ code: "not_found", message: `no handler for route "${shown}". route entry not found.` });
}
const OWN_MOUNTS = ["auth", "sys", "cubbyhole"];
