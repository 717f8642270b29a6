import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { AppError, fail, wireOf } from "../errors";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import type { Fault } from "../http/faults";
import { whoami } from "../identities/operations";
import { argumentFault, faultAnswer, resultAnswer, toolContent, toolError } from "./answers";
import { MCP_DIALECT } from "./dialect";
import { faultOfNotification, isLegacy, judgeVersion } from "./era";
import { toolDescriptions } from "./json-schema";
import { type Message, type Request, readMessage } from "./message";
import {
  CACHEABLE,
  CAPABILITIES,
  INSTRUCTIONS,
  MODERN_VERSION,
  NEWEST_LEGACY,
  type ProtocolVersion,
  RPC,
  type RpcFault,
  SERVER_INFO,
} from "./protocol";
import { InputFault, type Tool } from "./tool";
import { toolNamed } from "./tools";

/**
 * One message, one answer, nothing remembered. The guard is asked once for each: by the operation of the tool that is called, or
 * else by one that any live token may ask for, so that a stranger gets 401 and no lesson in the protocol.
 */
export async function handleMessage(c: Context<AppEnv>): Promise<Response> {
  c.set("dialect", MCP_DIALECT);
  requireOwnOrigin(c);
  const known = await MCP_DIALECT.callerOf(c);
  if (!known.ok) throw new AppError(known.error);
  const caller = known.value;
  const message = await readMessage(c.req.raw);
  const judged = message.kind === "request" ? judgeVersion(message, c.req.raw.headers) : undefined;
  if (message.kind === "request" && judged?.ok && message.method === "tools/call") {
    const tool = toolNamed(message.params.name);
    if (tool) return await callTool(c, caller, { message, version: judged.version, tool });
  }
  await ask(c, caller, whoami, undefined);
  if (message.kind !== "request") return answerOther(c, message);
  if (judged && !judged.ok) return faultAnswer(c, judged.fault);
  return answerRequest(c, message, judged?.version ?? NEWEST_LEGACY);
}

/**
 * A page in a browser is refused before anything is looked at, unless it is of this very origin. By http that counts on this
 * machine alone: elsewhere a name may be made to point here after the page was loaded (DNS rebinding).
 */
function requireOwnOrigin(c: Context<AppEnv>): void {
  const given = c.req.header("origin");
  const { origin, protocol, hostname } = new URL(c.req.url);
  const isSafe = protocol === "https:" || LOOPBACK.includes(hostname);
  if (given !== undefined && !(isSafe && given === origin)) fail("origin_not_allowed");
}
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function answerOther(c: Context<AppEnv>, message: Exclude<Message, Request>): Response {
  switch (message.kind) {
    case "refused":
      throw new AppError(message.failure);
    case "fault":
      return faultAnswer(c, message.fault);
    case "notification": {
      const fault = faultOfNotification(message, c.req.raw.headers);
      return fault ? faultAnswer(c, fault) : c.body(null, 202);
    }
  }
}

function answerRequest(c: Context<AppEnv>, request: Request, version: ProtocolVersion): Response {
  const answer = METHODS[version === MODERN_VERSION ? "modern" : "legacy"].get(request.method);
  const fault = (status: RpcFault["status"], code: RpcFault["code"], message: string) =>
    faultAnswer(c, { id: request.id, status, code, message });
  // A session that is over answers 404 to a legacy client, which would begin anew.
  if (!answer) return fault(version === MODERN_VERSION ? 404 : 200, RPC.methodNotFound, "There is no such method.");
  const given = answer(request.params);
  return "fault" in given
    ? fault(200, RPC.invalidParams, given.fault)
    : resultAnswer(c, request.id, version, given.result);
}

type Given = { readonly result: object } | { readonly fault: string };
type Method = (params: Request["params"]) => Given;

const identity = { capabilities: CAPABILITIES, serverInfo: SERVER_INFO, instructions: INSTRUCTIONS };
const initialize: Method = ({ protocolVersion }) => {
  if (typeof protocolVersion !== "string") return { fault: "The parameter protocolVersion is a text." };
  return { result: { protocolVersion: isLegacy(protocolVersion) ? protocolVersion : NEWEST_LEGACY, ...identity } };
};
const discover: Method = () => ({ result: { supportedVersions: [MODERN_VERSION], ...identity, ...CACHEABLE } });
const listTools =
  (more: object): Method =>
  ({ cursor }) =>
    cursor === undefined
      ? { result: { tools: toolDescriptions(), ...more } }
      : { fault: "The list of tools has one page, and no cursor." };
const unknownTool: Method = () => ({ fault: "There is no such tool." });

const METHODS: Readonly<Record<"legacy" | "modern", ReadonlyMap<string, Method>>> = {
  legacy: new Map<string, Method>([
    ["initialize", initialize],
    ["ping", () => ({ result: {} })],
    ["tools/list", listTools({})],
    ["tools/call", unknownTool],
  ]),
  modern: new Map<string, Method>([
    ["server/discover", discover],
    ["tools/list", listTools(CACHEABLE)],
    ["tools/call", unknownTool],
  ]),
};

/** Versions that tell faults of arguments as faults of the message; the younger ones tell them to the model, who can mend them. */
const WITHOUT_ARGUMENT_ERRORS: readonly ProtocolVersion[] = ["2025-03-26", "2025-06-18"];

async function callTool(
  c: Context<AppEnv>,
  caller: Caller,
  { message, version, tool }: { message: Request; version: ProtocolVersion; tool: Tool },
): Promise<Response> {
  const { id, params } = message;
  const { arguments: given = {} } = params;
  try {
    const result = await tool.call(c, caller, given, faultsOfArguments(message));
    return resultAnswer(c, id, version, toolContent(result));
  } catch (e) {
    // Who is not known at all learns it from the status, as the protocol says.
    if (!(e instanceof AppError) || wireOf(e.failure.code).status === 401) throw e;
    const isOlder = e instanceof InputFault && WITHOUT_ARGUMENT_ERRORS.includes(version);
    return isOlder
      ? faultAnswer(c, argumentFault(c, id, e.failure))
      : resultAnswer(c, id, version, toolError(c, e.failure));
  }
}

/** Numbers that can't be kept, by their names among the arguments. Elsewhere in the message none is read. */
const faultsOfArguments = ({ faults }: Request): Fault[] =>
  faults.flatMap((fault) =>
    fault.field.startsWith(ARGUMENTS) ? [{ ...fault, field: fault.field.slice(ARGUMENTS.length) }] : [],
  );
const ARGUMENTS = "params.arguments.";
