import { type Decoded, decodeJwt, type Jwt } from "../../../src/trusts/jwt/decode";

const encode = (part: string | Uint8Array): string => Buffer.from(part).toString("base64url");

/** A token as text, of a header and a payload that may be any text. Nobody signed it. */
export const compact = (
  header: string | Uint8Array | object,
  payload: string | Uint8Array | object,
  signature = "c2ln",
): string => `${encode(textOf(header))}.${encode(textOf(payload))}.${signature}`;

const textOf = (part: string | Uint8Array | object): string | Uint8Array =>
  typeof part === "string" || part instanceof Uint8Array ? part : JSON.stringify(part);

/** Why a text is no token, as `check: reason`; or `accepted`. */
export const verdictOf = (text: string): string => {
  const decoded: Decoded = decodeJwt(text);
  return decoded.ok ? "accepted" : `${decoded.check.check}: ${decoded.check.reason}`;
};

/** The token in a text that is one. */
export function jwtOf(text: string): Jwt {
  const decoded = decodeJwt(text);
  if (!decoded.ok) throw new Error(`no token: ${decoded.check.reason}`);
  return decoded.jwt;
}
