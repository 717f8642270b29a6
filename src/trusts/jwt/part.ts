import { parseBase64Url } from "../../crypto/encoding";
import { walkJson } from "../../kernel/json-scan";
import { isWellFormedJson } from "../../kernel/json-text";
import type { ReasonWord } from "../../reason-words";
import { isObject, type JsonObject, parseJson, parseText } from "../json";

/** A header or a payload. `reason`: why a part is none. */
export type Part =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly reason: ReasonWord };

/** Claims of known issuers have three levels at most. */
const MAX_DEPTH = 16;

/**
 * The JSON object in a part of a token: canonical base64url without padding, UTF-8. A doubled key and a number that a double does
 * not hold are refused, because another reader would see another value: an id of twenty digits would fit that of a neighbour.
 */
export function parsePart(part: string): Part {
  const bytes = parseBase64Url(part);
  if (bytes === undefined) return refused("format");
  const text = parseText(bytes);
  if (text === undefined) return refused("not_utf8");
  const value = parseJson(text);
  if (value === undefined) return refused("not_json");
  if (!isObject(value)) return refused("not_an_object");
  const { refused: fault, bent } = walkJson(text, MAX_DEPTH);
  if (fault) return refused(fault.reason);
  if (bent.length > 0) return refused("number");
  return isWellFormedJson(value) ? { ok: true, value } : refused("surrogate");
}

const refused = (reason: ReasonWord): Part => ({ ok: false, reason });
