import type { Context } from "hono";
import type { Failure } from "../errors";
import { shownOf } from "../http/answer";
import type { AppEnv } from "../http/app-env";
import { adviceFor } from "./advice";
import { allVisible } from "./page-text";
import { type Id, META, MODERN_VERSION, type ProtocolVersion, RPC, type RpcFault, SERVER_INFO } from "./protocol";
import type { ToolResult } from "./tool";

/** A modern result says what it is and who gives it; a legacy client knows that from the handshake. */
export const resultAnswer = (c: Context<AppEnv>, id: Id, version: ProtocolVersion, result: object): Response =>
  c.json({
    jsonrpc: "2.0",
    id,
    result:
      version === MODERN_VERSION
        ? { ...result, resultType: "complete", _meta: { [META.serverInfo]: SERVER_INFO } }
        : result,
  });

/** Where the id could not be read there is none: the protocol's schema has no null for it. */
export const faultAnswer = (c: Context<AppEnv>, { id, status, code, message, data }: RpcFault): Response =>
  c.json(
    { jsonrpc: "2.0", ...(id === null ? {} : { id }), error: { code, message, ...(data ? { data } : {}) } },
    status,
  );

/** For the model as text, and for programs by the schema. */
export const toolContent = ({ structured, explained }: ToolResult) => ({
  content: [...(explained === undefined ? [] : [text(explained)]), text(JSON.stringify(structured))],
  structuredContent: structured,
  isError: false,
});

/** The error of the API, with what to do next. It has no structured content, which would have to fit the schema of a result. */
export function toolError(c: Context<AppEnv>, failure: Failure) {
  if (failure.retryAfter !== undefined) c.header("Retry-After", String(failure.retryAfter));
  return { content: [text(JSON.stringify({ error: errorBody(c, failure) }))], isError: true };
}

/** Faults of arguments, as the older versions tell them. */
export const argumentFault = (c: Context<AppEnv>, id: Id, failure: Failure): RpcFault => ({
  id,
  status: 200,
  code: RPC.invalidParams,
  message: "The arguments of the tool are not valid.",
  data: errorBody(c, failure),
});

const errorBody = (c: Context<AppEnv>, failure: Failure) => ({
  ...(allVisible(shownOf(failure)) as ReturnType<typeof shownOf>),
  next: adviceFor(failure),
  request_id: c.var.requestId,
});

const text = (said: string) => ({ type: "text", text: said }) as const;
