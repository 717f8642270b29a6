import { lengthPrefixed, toHex } from "./encoding";
import type { Keyring } from "./keyring";

/**
 * The MAC of a mark of the audit log: HMAC-SHA-256 under HKDF-SHA-256 of a root key (salt: space id, info "audit-mark"), over
 * purpose, space, root key id, name, number, hash and `fromSeq`, each behind its length. A mark that is moved to another space,
 * name or row does not prove itself, and neither does one of which any part was changed.
 */
const PURPOSE = "audit-mark";

export interface MarkText {
  readonly name: string;
  readonly seq: number;
  readonly hash: string;
  readonly fromSeq: number | null;
}

/** Lower-case hex; without an await, for commits. Throws NoRootKey, UnknownRootKey. */
export function markMac(
  keyring: Keyring,
  spaceId: string,
  rootKeyId: string,
  { name, seq, hash, fromSeq }: MarkText,
): string {
  const from = fromSeq === null ? "" : String(fromSeq);
  const message = lengthPrefixed(PURPOSE, spaceId, rootKeyId, name, String(seq), hash, from);
  return toHex(keyring.macSync({ salt: spaceId, info: PURPOSE }, rootKeyId, message));
}
