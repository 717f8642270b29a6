import { JWKSMultipleMatchingKeys, JWKSNoMatchingKey } from "jose/errors";
import { compactVerify } from "jose/jws/compact/verify";
import type { PublicKeys } from "../keys/public-keys";
import type { Jwt } from "./decode";

/** `unknown_key`: none of the keys fits the token's header, so nothing was verified. */
export type Verdict = "valid" | "invalid" | "unknown_key";

/** A token that names no key may fit many: who makes it costs its issuer's tenant so many verifications and no more. */
const MAX_TRIED = 16;

/** Has one of these keys signed the token (RFC 7515, section 5.2)? Never rejects. */
export async function verifySignature({ text, alg }: Jwt, keys: PublicKeys): Promise<Verdict> {
  const verifies = (key: CryptoKey | PublicKeys["find"]) => compactVerify(text, key, { algorithms: [alg] });
  try {
    await verifies(keys.find);
    return "valid";
  } catch (e) {
    if (e instanceof JWKSNoMatchingKey) return "unknown_key";
    return e instanceof JWKSMultipleMatchingKeys && (await anyVerifies(e, verifies)) ? "valid" : "invalid";
  }
}

async function anyVerifies(keys: AsyncIterable<CryptoKey>, verifies: (key: CryptoKey) => Promise<unknown>) {
  let tried = 0;
  for await (const key of keys) {
    if (tried++ === MAX_TRIED) return false;
    try {
      await verifies(key);
      return true;
    } catch {
      // `jose` throws whatever is wrong, and another key may still fit
    }
  }
  return false;
}
