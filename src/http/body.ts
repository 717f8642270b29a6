import { parseUtf8 } from "../crypto/encoding";
import { AppError, fail } from "../errors";

export const DEFAULT_BODY_BYTES = 262_144;
const MAX_DEPTH = 32;

/**
 * The JSON object in a request's body. Throws AppError: payload_too_large, unsupported_media_type, invalid_request.
 * `optional`: no body at all means `{}`.
 */
export async function readJsonObject(
  request: Request,
  { maxBytes = DEFAULT_BODY_BYTES, optional = false },
): Promise<object> {
  const bytes = await readCapped(request, maxBytes);
  if (bytes.length === 0 && optional) return {};
  if (!isJson(request.headers.get("content-type"))) fail("unsupported_media_type", { expected: "application/json" });
  const value = parse(bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail("invalid_request", { reason: "not_an_object" });
  if (depthOver(value, MAX_DEPTH)) fail("invalid_request", { reason: "too_deep" });
  return value;
}

function parse(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = parseUtf8(bytes);
  } catch {
    return fail("invalid_request", { reason: "not_utf8" });
  }
  try {
    return JSON.parse(text);
  } catch {
    return fail("invalid_request", { reason: "not_json" });
  }
}

async function readCapped(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError({ code: "payload_too_large", details: { limit_bytes: maxBytes } });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `application/json`, with no charset or UTF-8; other parameters say nothing of the bytes. */
function isJson(contentType: string | null): boolean {
  const [type = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith("charset"));
  return type === "application/json" && charsets.every((p) => p === "charset=utf-8" || p === 'charset="utf-8"');
}

/** Walks with a stack of its own: the depth of the input must not become the depth of ours. */
function depthOver(root: object, max: number): boolean {
  let level: object[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > max) return true;
    level = level.flatMap((value) => Object.values(value).filter((item) => typeof item === "object" && item !== null));
  }
  return false;
}
