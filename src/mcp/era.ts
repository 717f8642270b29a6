import { parseUtf8 } from "../crypto/encoding";
import { safeToEcho } from "../crypto/token";
import { isObject, type Notification, type Request } from "./message";
import {
  type Id,
  LEGACY_VERSIONS,
  type LegacyVersion,
  META,
  MODERN_VERSION,
  type ProtocolVersion,
  RPC,
  type RpcFault,
  UNNAMED_VERSION,
} from "./protocol";

export type Judged =
  | { readonly ok: true; readonly version: ProtocolVersion }
  | { readonly ok: false; readonly fault: RpcFault };

/**
 * What version a request speaks, by itself alone. A modern one must say the same in its headers as in its body: what stands between
 * routes by the headers, and what is done is what the body says.
 */
export function judgeVersion(request: Request, headers: Headers): Judged {
  const named = headers.get("MCP-Protocol-Version");
  const meta = metaOf(request);
  const claimed = meta[META.protocolVersion];
  if (claimed !== undefined || named === MODERN_VERSION) return judgeModern(request, headers, meta);
  // The handshake comes before there is a version to name.
  const version = request.method === "initialize" ? UNNAMED_VERSION : (named ?? UNNAMED_VERSION);
  return isLegacy(version)
    ? { ok: true, version }
    : { ok: false, fault: unsupported(request.id, version, [MODERN_VERSION, ...LEGACY_VERSIONS]) };
}

/** A notification need not say in its body what it speaks, and no version asks for headers of it besides the version's own. */
export function faultOfNotification(notification: Notification, headers: Headers): RpcFault | undefined {
  const named = headers.get("MCP-Protocol-Version");
  const claimed = metaOf(notification)[META.protocolVersion];
  if (claimed !== undefined && claimed !== named) return mismatch(null, "MCP-Protocol-Version");
  const version = named ?? UNNAMED_VERSION;
  if (version === MODERN_VERSION || isLegacy(version)) return undefined;
  return unsupported(null, version, [MODERN_VERSION, ...LEGACY_VERSIONS]);
}

const metaOf = ({ params }: Pick<Request, "params">): Readonly<Record<string, unknown>> =>
  isObject(params._meta) ? params._meta : {};

export const isLegacy = (version: unknown): version is LegacyVersion =>
  LEGACY_VERSIONS.some((known) => known === version);

function judgeModern(request: Request, headers: Headers, meta: Readonly<Record<string, unknown>>): Judged {
  const claimed = meta[META.protocolVersion];
  const capabilities = meta[META.clientCapabilities];
  const refuse = (fault: RpcFault): Judged => ({ ok: false, fault });
  const { id } = request;
  if (typeof claimed !== "string" || !isObject(capabilities)) {
    const message = `The params lack ${META.protocolVersion} or ${META.clientCapabilities} in _meta.`;
    return refuse(faultOf(id, RPC.invalidParams, message));
  }
  const differing = differingHeader(request, headers, claimed);
  if (differing) return refuse(mismatch(id, differing));
  return claimed === MODERN_VERSION
    ? { ok: true, version: MODERN_VERSION }
    : refuse(unsupported(id, claimed, [MODERN_VERSION]));
}

function differingHeader({ method, params }: Request, headers: Headers, claimed: string): string | undefined {
  if (headers.get("MCP-Protocol-Version") !== claimed) return "MCP-Protocol-Version";
  if (headers.get("Mcp-Method") !== method) return "Mcp-Method";
  const name = NAMED_BY.get(method);
  return name === undefined || decoded(headers.get("Mcp-Name")) === params[name] ? undefined : "Mcp-Name";
}

/** The methods whose header `Mcp-Name` repeats a parameter, and which. */
const NAMED_BY = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);

/** What a header can't hold is in Base64, between these marks. Null: the header is missing, or holds no such thing. */
function decoded(value: string | null): string | null {
  const encoded = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/.exec(value ?? "")?.[1];
  if (encoded === undefined) return value;
  try {
    return parseUtf8(Buffer.from(encoded, "base64"));
  } catch {
    // No UTF-8, so it is no name that a body could hold.
    return null;
  }
}

const mismatch = (id: Id | null, header: string): RpcFault =>
  faultOf(id, RPC.headerMismatch, `The header ${header} is missing, or is not what the body says.`);

const unsupported = (id: Id | null, version: string, supported: readonly string[]): RpcFault => ({
  ...faultOf(id, RPC.unsupportedVersion, "This protocol version is not spoken here."),
  data: { supported, requested: safeToEcho(version) },
});

const faultOf = (id: Id | null, code: RpcFault["code"], message: string): RpcFault => ({
  id,
  status: 400,
  code,
  message,
});
