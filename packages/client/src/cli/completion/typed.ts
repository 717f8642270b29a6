/** What stands on a line: the words before the one under way, and of that what is there. */
export interface Typed {
  readonly words: readonly string[];
  readonly current: string;
}

export type Quote = "none" | "single" | "double";
/** The same in bash, which also wants to know how to go on. */
export interface BashTyped extends Typed {
  readonly quote: Quote;
  /** What bash will put a candidate behind: the word up to its last break outside quotes. Unquoted. */
  readonly kept: string;
}

/** Words with a NUL behind each, as zsh and fish hand them over; the last is the one under way. */
export function typedWords(text: string): Typed {
  const words = text.split("\0").slice(0, -1);
  return { words: words.slice(0, -1), current: words.at(-1) ?? "" };
}

/** `breaks` and a NUL, then the line up to the cursor. */
export function typedLine(text: string): BashTyped {
  const at = text.indexOf("\0");
  return readLine(text.slice(at + 1), text.slice(0, Math.max(at, 0)));
}

const SEPARATORS = new Set([";", "|", "&", "(", "\n"]);

/**
 * Reads a line as bash would take it apart, without doing what it says: quotes and backslashes go, `$(…)` stays text. Of several commands in a
 * line the last counts. Pure.
 */
export function readLine(line: string, breaks: string): BashTyped {
  let words: string[] = [];
  let word = "";
  let isWord = false;
  let quote: Quote = "none";
  let kept = 0;
  const end = () => {
    if (isWord) words.push(word);
    word = "";
    isWord = false;
    kept = 0;
  };
  for (let at = 0; at < line.length; at += 1) {
    const mark = line[at] ?? "";
    if (quote === "single") {
      if (mark === "'") quote = "none";
      else word += mark;
    } else if (mark === "\\" && (quote === "none" || '"\\$`'.includes(line[at + 1] ?? " "))) {
      at += 1;
      word += line[at] ?? "";
      isWord = true;
    } else if (quote === "double") {
      if (mark === '"') quote = "none";
      else word += mark;
    } else if (mark === "'" || mark === '"') {
      quote = mark === "'" ? "single" : "double";
      // Readline's own word begins behind an open quote.
      kept = word.length;
      isWord = true;
    } else if (SEPARATORS.has(mark) || mark === " " || mark === "\t") {
      end();
      if (SEPARATORS.has(mark)) words = [];
    } else {
      word += mark;
      isWord = true;
      if (breaks.includes(mark)) kept = word.length;
    }
  }
  return { words, current: word, quote, kept: word.slice(0, kept) };
}

/** A candidate as bash is to put it in: without what stays, and quoted as the word under way is. */
export function quotedForBash(candidate: string, { quote, kept }: Pick<BashTyped, "quote" | "kept">): string {
  const rest = candidate.slice(kept.length);
  if (quote === "single") return rest.replaceAll("'", "'\\''");
  if (quote === "double") return rest.replaceAll(/[\\"$`]/g, "\\$&");
  return rest.replaceAll(/[^A-Za-z0-9_./:=@%+,-]/gu, "\\$&");
}
