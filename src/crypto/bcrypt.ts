import { encodeBase64, hash } from "bcryptjs";

/** bcrypt (Provos and Mazières, 1999), as `$2b$`. WebCrypto has none; `bcryptjs` is the kept one in plain JavaScript. */
const SALT_BYTES = 16;
/** More of a password is not looked at. */
export const MAX_PASSWORD_BYTES = 72;

/** `rounds`: the logarithm of the work, 4 to 31; one more is twice the time. Throws on a password that would be cut. */
export async function bcryptHash(password: string, rounds: number): Promise<string> {
  if (new TextEncoder().encode(password).length > MAX_PASSWORD_BYTES) throw new RangeError("the password is too long");
  const salt = Array.from(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  return await hash(password, `$2b$${String(rounds).padStart(2, "0")}$${encodeBase64(salt, SALT_BYTES)}`);
}
