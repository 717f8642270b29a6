import { usageError } from "../shell/exit.ts";

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Those that no shell, address or JSON text has to be asked about. */
const SYMBOLS = "-._~!*+,:=@^";

/** The signs a random text is made of, each once. Throws CliError, exit 2. */
export function alphabetOf({
  alphabet,
  symbols,
}: {
  readonly alphabet?: string;
  readonly symbols?: boolean;
}): readonly string[] {
  if (alphabet !== undefined && symbols) throw usageError("give either --alphabet or --symbols");
  const signs = [...new Set(alphabet ?? LETTERS_AND_DIGITS + (symbols ? SYMBOLS : ""))];
  if (signs.length < 2) throw usageError("an alphabet has at least two different signs");
  if (signs.some((sign) => /[\p{Cc}\p{Cs}]/u.test(sign))) throw usageError("an alphabet has no control characters");
  return signs;
}

/** Gives random numbers of 32 bits. */
export type Draw = (count: number) => Uint32Array;
/** The platform's own. */
export const drawn: Draw = (count) => crypto.getRandomValues(new Uint32Array(count));

const RANGE = 2 ** 32;

/** `length` signs, each as likely as any other: numbers in the last, incomplete round of the alphabet are drawn again. */
export function randomText(length: number, alphabet: readonly string[], draw: Draw): string {
  const end = RANGE - (RANGE % alphabet.length);
  let text = "";
  for (let left = length; left > 0; ) {
    const fair = [...draw(left)].filter((number) => number < end);
    text += fair.map((number) => alphabet[number % alphabet.length]).join("");
    left -= fair.length;
  }
  return text;
}
