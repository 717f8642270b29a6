import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { containsToken } from "../crypto/redact";
import { spaceOfToken } from "../crypto/token";
import { refuse } from "../errors";
import type { Meta } from "../kernel/call";
import type { Proof } from "../kernel/proof";
import { kindOfSpace } from "../kernel/space";
import type { AppEnv, KnownCaller } from "./app-env";

/** Who calls, by what the headers say. Nothing is decided here but what needs no storage: form and checksum of the token. */
export const callerOf = (c: Context<AppEnv>): KnownCaller =>
  // The prefix wins, and the header is then not looked at.
  callerWith(c, bearerIn(c), namedIn(c));

export const namedIn = (c: Context<AppEnv>): string | null =>
  c.req.param("named_space") ?? c.req.header("x-tenant-id") ?? null;

/** The same, where a dialect has other headers. `named`: the space that the request names; null: none. */
export function callerWith(c: Context<AppEnv>, token: string | undefined, named: string | null): KnownCaller {
  if (token === undefined) return refuse("authentication_required");
  const home = spaceOfToken(token);
  if (home === undefined) return refuse("token_invalid");
  const target = named !== null && kindOfSpace(named) ? named : null;
  return { ok: true, value: { token, home, named, target, object: c.req.param("id") ?? null, meta: metaOf(c) } };
}

function bearerIn(c: Context<AppEnv>): string | undefined {
  const [scheme = "", token, ...rest] = (c.req.header("authorization") ?? "").trim().split(/[ ]+/);
  const isBearer = scheme.toLowerCase() === "bearer" && rest.length === 0;
  return isBearer && token !== "" && !token?.includes(",") ? token : undefined;
}

/** Who shows a proof in place of a token. It names its space, and no header counts. */
export const strangerOf = (c: Context<AppEnv>, home: string, proof: Proof): Caller => ({
  token: "",
  proof,
  home,
  named: null,
  target: null,
  meta: metaOf(c),
});

/** What is told of a request besides who calls. */
export const metaOf = (c: Context<AppEnv>): Meta => ({
  requestId: c.var.requestId,
  ip: c.req.header("cf-connecting-ip") ?? null,
  userAgent: userAgentOf(c.req.header("user-agent")),
});

/** As the log keeps it: cut, and left out if a client has put a token there. */
function userAgentOf(given: string | undefined): string | null {
  if (given === undefined || containsToken(given)) return null;
  return given.toWellFormed().slice(0, 256).toWellFormed();
}

/** The header as the document shows it. */
export const tenantHeader = {
  "X-Tenant-ID": z.string().optional().openapi({
    description: "The tenant or partner to act in, by its id. Absent: the space that the token is of.",
  }),
};
