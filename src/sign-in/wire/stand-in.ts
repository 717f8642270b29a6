const UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const LOWER = "abcdefghijkmnopqrstuvwxyz";
const DIGITS = "23456789";
const ALL = UPPER + LOWER + DIGITS;
/** A page that checks a password's strength in the browser asks for no more than this, and no encoding changes these letters. */
export const STAND_IN_LENGTH = 20;

/** A random word of letters and digits, with all three kinds; over 100 bits. `randomBytes` is the source of chance. */
export function makeStandIn(randomBytes: (length: number) => Uint8Array): string {
  const rest = Array.from({ length: STAND_IN_LENGTH - 3 }, () => pick(ALL, randomBytes));
  return [pick(UPPER, randomBytes), pick(LOWER, randomBytes), pick(DIGITS, randomBytes), ...rest].join("");
}

/** Without a remainder's bias: a byte beyond the last whole multiple is drawn again. */
function pick(letters: string, randomBytes: (length: number) => Uint8Array): string {
  const limit = 256 - (256 % letters.length);
  for (;;) {
    const byte = randomBytes(1)[0] ?? 255;
    if (byte < limit) return letters[byte % letters.length] ?? "";
  }
}
