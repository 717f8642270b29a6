import { createLocalJWKSet, type LocalJWKSet } from "jose/jwks/local";
import type { ReasonWord } from "../../reason-words";
import { isObject, parseJson } from "../json";
import { judgeKey, type PublicKey } from "./public-key";

/** The keys of an issuer that verify tokens. */
export interface PublicKeys {
  /** The key that fits a token's header: its `kid`, and `alg`, `use` and `key_ops` of the key. */
  readonly find: LocalJWKSet;
}

export type InlineKeys =
  /** The set as it is stored: what `parsePublicKeys` reads, with no member that it has no use for. */
  | { readonly ok: true; readonly text: string }
  /** `path`: where in the set; empty: the set itself. */
  | { readonly ok: false; readonly path: readonly (string | number)[]; readonly reason: ReasonWord };

export const MAX_PUBLIC_KEYS = 100;

/**
 * The set in a text (RFC 7517, section 5), of an issuer or of a trust. A key that is private, broken or for something else is left
 * out, as section 5 has it, so that one bad key does not close the others out. Undefined: it is no set, or has more than a hundred.
 */
export function parsePublicKeys(text: string): PublicKeys | undefined {
  const members = membersOf(parseJson(text));
  if (!members || members.length > MAX_PUBLIC_KEYS) return undefined;
  const keys = members.map(judgeKey).flatMap((verdict) => (verdict.kind === "usable" ? [verdict.key] : []));
  return { find: createLocalJWKSet({ keys }) };
}

/**
 * Judges the set that somebody gives with a trust. A private key in it is told, because it is not private any more; so is a broken
 * one, because its maker can mend it. Keys for something else are left out, but one must remain.
 */
export function checkInlineKeys(jwks: unknown): InlineKeys {
  if (!isObject(jwks)) return refused([], "type");
  const members = membersOf(jwks);
  if (!members) return refused(["keys"], jwks.keys === undefined ? "required" : "type");
  if (members.length > MAX_PUBLIC_KEYS) return refused(["keys"], "too_many");
  const keys: PublicKey[] = [];
  for (const [at, member] of members.entries()) {
    const verdict = judgeKey(member);
    if (verdict.kind === "usable") keys.push(verdict.key);
    if (verdict.kind === "fault")
      return refused(["keys", at, ...(verdict.member === null ? [] : [verdict.member])], verdict.reason);
  }
  return keys.length === 0 ? refused(["keys"], "empty") : { ok: true, text: JSON.stringify({ keys }) };
}

const membersOf = (set: unknown): readonly unknown[] | undefined =>
  isObject(set) && Array.isArray(set.keys) ? set.keys : undefined;

const refused = (path: readonly (string | number)[], reason: ReasonWord): InlineKeys => ({ ok: false, path, reason });
