import { type CharacterClass, CLASSES, holdsClass } from "./charsets";

/** What a random text has to be. */
export interface TextRule {
  readonly length: number;
  /** No character twice. */
  readonly alphabet: string;
  /** How many of each class there have to be; absent: any number. */
  readonly least: Readonly<Partial<Record<CharacterClass, number>>>;
  /** The first character is a letter. */
  readonly beginsWithLetter: boolean;
}

/** Fewer characters are no choice. */
const MIN_ALPHABET = 2;

/** What is to occur and yet is not in the alphabet. */
export const missingClasses = ({ alphabet, least }: TextRule): CharacterClass[] =>
  CLASSES.filter((wanted) => (least[wanted] ?? 0) > 0 && !holdsClass(alphabet, wanted));

export const hasChoice = ({ alphabet }: TextRule): boolean => alphabet.length >= MIN_ALPHABET;

/** Classes do not overlap, so each character takes a place of its own. */
export const hasRoom = ({ length, least }: TextRule): boolean =>
  CLASSES.reduce((sum, name) => sum + (least[name] ?? 0), 0) <= length;
