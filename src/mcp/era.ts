import { parseUtf8 } from "../crypto/encoding";
import { safeToEcho } from "../crypto/token";
import { isObject, type Request } from "./message";
import {
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
  const meta = isObject(request.params._meta) ? request.params._meta : {};
  const claimed = meta[META.protocolVersion];
  if (claimed !== undefined || named === MODERN_VERSION) return judgeModern(request, headers, meta);
  // The handshake comes before there is a version to name.
  const version = request.method === "initialize" ? UNNAMED_VERSION : (named ?? UNNAMED_VERSION);
  return isLegacy(version)
    ? { ok: true, version }
    : unsupported(request, version, [MODERN_VERSION, ...LEGACY_VERSIONS]);
}

export const isLegacy = (version: unknown): version is LegacyVersion =>
  LEGACY_VERSIONS.some((known) => known === version);

function judgeModern(request: Request, headers: Headers, meta: Readonly<Record<string, unknown>>): Judged {
  const claimed = meta[META.protocolVersion];
  const capabilities = meta[META.clientCapabilities];
  if (typeof claimed !== "string" || !isObject(capabilities))
    return refuse(
      request,
      RPC.invalidParams,
      `The params lack ${META.protocolVersion} or ${META.clientCapabilities} in _meta.`,
    );
  const differing = differingHeader(request, headers, claimed);
  if (differing)
    return refuse(request, RPC.headerMismatch, `The header ${differing} is missing, or is not what the body says.`);
  return claimed === MODERN_VERSION
    ? { ok: true, version: MODERN_VERSION }
    : unsupported(request, claimed, [MODERN_VERSION]);
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

const refuse = ({ id }: Request, code: RpcFault["code"], message: string, data?: object): Judged => ({
  ok: false,
  fault: { id, status: 400, code, message, ...(data ? { data } : {}) },
});

const unsupported = (request: Request, version: string, supported: readonly string[]): Judged =>
  refuse(request, RPC.unsupportedVersion, "This protocol version is not spoken here.", {
    supported,
    requested: safeToEcho(version),
  });
