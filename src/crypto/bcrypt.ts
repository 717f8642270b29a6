import { Blowfish } from "./blowfish";
import { toBase64, utf8 } from "./encoding";

/**
 * bcrypt (Provos and Mazières, 1999), as `$2b$`. WebCrypto has none. Written here because the kept library, which the tests hold
 * this against, stops by the clock for others to run, and the clock of a Worker stands still while it computes: there a hash of 12
 * rounds was one piece of half a second.
 */
const SALT_BYTES = 16;
const HASH_BYTES = 23;
/** More of a password is not looked at. */
export const MAX_PASSWORD_BYTES = 72;
/** Of the 2 to the power of `rounds`, in one step: some milliseconds. */
const STEP = 64;
const TIMES = 64;
const TEXT = "OrpheanBeholderScryDoubt";
const NONE = new Int32Array();

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const OWN_BASE64 = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * `rounds`: the logarithm of the work, 4 to 31; one more is twice the time. `pause` is awaited between the steps. Throws on a
 * password that would be cut, or that holds a NUL, at which other implementations end.
 */
export async function bcryptHash(password: string, rounds: number, pause: () => Promise<void>): Promise<string> {
  const bytes = utf8(password);
  if (bytes.length > MAX_PASSWORD_BYTES) throw new RangeError("the password is too long");
  if (bytes.includes(0)) throw new RangeError("the password holds a NUL");
  if (!Number.isInteger(rounds) || rounds < 4 || rounds > 31) throw new RangeError("no number of rounds");
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const cipher = await keyed(utf8(`${password}\0`), salt, 2 ** rounds, pause);
  const block = words(utf8(TEXT), TEXT.length / 4);
  for (let time = 0; time < TIMES; time++) cipher.encipher(block);
  const hash = new Uint8Array(TEXT.length);
  const view = new DataView(hash.buffer);
  block.forEach((word, at) => void view.setInt32(at * 4, word));
  return `$2b$${String(rounds).padStart(2, "0")}$${ownBase64(salt)}${ownBase64(hash.subarray(0, HASH_BYTES))}`;
}

async function keyed(password: Uint8Array, salt: Uint8Array, times: number, pause: () => Promise<void>) {
  // 18 words: all subkeys, as the bytes of the password repeat.
  const [key, saltWords] = [words(password, 18), words(salt, SALT_BYTES / 4)];
  const cipher = new Blowfish();
  cipher.mix(key, saltWords);
  for (let done = 0; done < times; done++) {
    if (done % STEP === 0) await pause();
    cipher.mix(key, NONE);
    cipher.mix(saltWords, NONE);
  }
  return cipher;
}

/** Big endian, from bytes taken round and round. */
const words = (bytes: Uint8Array, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, at) =>
    [0, 1, 2, 3].reduce((word, byte) => (word << 8) | (bytes[(at * 4 + byte) % bytes.length] ?? 0), 0),
  );

/** Unpadded, in bcrypt's own alphabet. */
const ownBase64 = (bytes: Uint8Array): string =>
  toBase64(bytes)
    .replaceAll("=", "")
    .replace(/./g, (letter) => OWN_BASE64.charAt(BASE64.indexOf(letter)));
