import { CHARSETS } from "./charsets";
import type { TextRule } from "./text-rule";

/** Passwords that a certain system takes, and that its usual rules call strong. */
export interface TextPreset extends TextRule {
  /** The longest that the system takes. */
  readonly maxLength: number;
}

const EACH = { upper: 1, lower: 1, digit: 1, symbol: 1 } as const;
const TWO_OF_EACH = { upper: 2, lower: 2, digit: 2, symbol: 2 } as const;
const without = (excluded: string): string => [...CHARSETS.full].filter((char) => !excluded.includes(char)).join("");

export const PRESETS = {
  /**
   * Master passwords of Amazon RDS and Aurora: printable ASCII without `/`, `"`, `@` and space, and for some engines `'`. 8 characters at least; up to
   * 41 for MySQL and MariaDB, 30 for Oracle, 128 for the others: 30 are right for all.
   */
  rds: { length: 30, maxLength: 128, alphabet: without("/@"), least: EACH, beginsWithLetter: false },
  /**
   * Oracle Database: a name without quotes, so letters, digits, `_`, `$` and `#`, a letter first, 30 bytes at most; and what
   * `ora12c_strong_verify_function` wants: two of each class.
   */
  oracle: {
    length: 30,
    maxLength: 30,
    alphabet: `${CHARSETS.alphanumeric}_$#`,
    least: TWO_OF_EACH,
    beginsWithLetter: true,
  },
  /** Windows and Active Directory: every class, where three of them are asked for; without what cmd.exe takes for its own. 127 in a dialog. */
  windows: { length: 24, maxLength: 127, alphabet: without("%^&<>|!()"), least: EACH, beginsWithLetter: false },
} as const satisfies Record<string, TextPreset>;
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as [PresetName, ...PresetName[]];
