import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { spaceOfToken } from "../crypto/token";
import { type Failure, refuse } from "../errors";
import { kindOfSpace } from "../kernel/space";
import type { AppEnv } from "./app-env";
import { containsToken } from "./redact";

/** Who calls, by what the headers say. Nothing is decided here but what needs no storage: form and checksum of the token. */
export function callerOf(c: Context<AppEnv>): { ok: true; value: Caller } | { ok: false; error: Failure } {
  const header = c.req.header("authorization");
  const [scheme = "", token, ...rest] = (header ?? "").trim().split(/[ ]+/);
  if (
    scheme.toLowerCase() !== "bearer" ||
    token === undefined ||
    token === "" ||
    rest.length > 0 ||
    token.includes(",")
  )
    return refuse("authentication_required");
  const home = spaceOfToken(token);
  if (home === undefined) return refuse("token_invalid");
  // The prefix wins, and the header is then not looked at.
  const named = c.req.param("named_space") ?? c.req.header("x-tenant-id") ?? null;
  const meta = {
    requestId: c.var.requestId,
    ip: c.req.header("cf-connecting-ip") ?? null,
    userAgent: userAgentOf(c.req.header("user-agent")),
  };
  const target = named !== null && kindOfSpace(named) ? named : null;
  return { ok: true, value: { token, home, named, target, object: c.req.param("id") ?? null, meta } };
}

/** As the log keeps it: cut, and left out if a client has put a token there. */
function userAgentOf(given: string | undefined): string | null {
  if (given === undefined || containsToken(given)) return null;
  return given.toWellFormed().slice(0, 256).toWellFormed();
}
