import type { Context } from "hono";
import type { Failure } from "../errors";
import { errorAnswer } from "../http/answer";
import type { AppEnv, Dialect } from "../http/app-env";
import { callerOf } from "../http/caller";

/** What a token for an agent holds; `whoami` needs none of them, `list_secrets` one more. */
export const AGENT_SCOPES = ["credentials:authenticate", "credentials:read", "integrations:read"] as const;
export const METADATA_PATH = "/.well-known/oauth-protected-resource";

/** The caller is the one of every route, and its rows say by which way it came. What fails before a message is heard looks as everywhere. */
export const MCP_DIALECT: Dialect = {
  callerOf(c) {
    const known = callerOf(c);
    if (!known.ok) return known;
    const { meta, ...caller } = known.value;
    return { ok: true, value: { ...caller, meta: { ...meta, source: "mcp" } } };
  },
  fieldFault: "invalid_request",
  inputCodes: ["invalid_request"],
  errorAnswer(c, failure) {
    const answer = errorAnswer(c, failure);
    if (answer.status === 401) answer.headers.set("WWW-Authenticate", challenge(c, failure));
    return answer;
  },
};

/** RFC 6750 and RFC 9728: where it is told what this is, and which scopes to ask for. */
function challenge(c: Context<AppEnv>, { code }: Failure): string {
  const parts = [
    ...(code === "authentication_required" ? [] : ['error="invalid_token"']),
    `resource_metadata="${new URL(c.req.url).origin}${METADATA_PATH}"`,
    `scope="${AGENT_SCOPES.join(" ")}"`,
  ];
  return `Bearer ${parts.join(", ")}`;
}
