import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv, Dialect, KnownCaller } from "../http/app-env";
import { callerWith } from "../http/caller";
import { vaultErrors } from "./errors";

export const BASE = "/vault/v1";

/** The interface of HashiCorp Vault, as OpenBao 2.7 speaks it: another spelling of the same store. */
export const VAULT_DIALECT: Dialect = {
  callerOf: (c) => callerByToken(c, tokenIn(c)),
  fieldFault: "invalid_request",
  inputCodes: ["invalid_request"],
  errorAnswer(c, failure) {
    const { status, errors } = vaultErrors(failure);
    if (failure.retryAfter !== undefined) c.header("Retry-After", String(failure.retryAfter));
    return jsonAnswer(c, JSON.stringify({ errors }), status);
  },
};

/** Its rows say by which way it came. */
export function callerByToken(c: Context<AppEnv>, token: string | undefined): KnownCaller {
  const known = callerWith(c, token, namespaceIn(c));
  if (!known.ok) return known;
  const { meta, ...caller } = known.value;
  return { ok: true, value: { ...caller, meta: { ...meta, source: "vault-api" } } };
}

/** Clients compare the type letter for letter. */
export const jsonAnswer = (c: Context<AppEnv>, text: string, status: number): Response =>
  c.body(text, status as ContentfulStatusCode, { "Content-Type": "application/json" });

/** The header of Vault's own clients wins. */
function tokenIn(c: Context<AppEnv>): string | undefined {
  const own = c.req.header("x-vault-token")?.trim();
  if (own !== undefined && own !== "") return own;
  return /^Bearer +([^ ,]+)$/i.exec((c.req.header("authorization") ?? "").trim())?.[1];
}

/** Names a space. Clients that are told of none send an empty one, or the root's. */
export function namespaceIn(c: Context<AppEnv>): string | null {
  const named = (c.req.header("x-vault-namespace") ?? "").trim().replace(/\/$/, "");
  return named === "" || named === "root" ? null : named;
}
