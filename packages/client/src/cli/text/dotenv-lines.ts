/** Where dotenv sees the beginning of a variable, and how far it reads it. Its own pattern, of its README's rules. All else it passes over. */
const LINE =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?(\s*)(#.*)?$/gm;
const IN_QUOTES = /^\s*(['"`])[\s\S]*\1\s*$/;

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** What dotenv may take for something else than its writer meant: a quote without its end for a letter, a `#` for a comment. */
  readonly doubt: "quotes" | "comment" | null;
}

/** The variables as they stand, one that is there twice twice. `text`: its lines end with a line feed alone. Pure. */
export function variablesInDotenv(text: string): readonly Variable[] {
  let line = 1;
  let read = 0;
  return [...text.matchAll(LINE)].map((match) => {
    const [all, name = ""] = match;
    const begin = match.index + all.search(/\S/);
    line += text.slice(read, begin).split("\n").length - 1;
    read = begin;
    return { name, value: valueIn(match[2]), line, doubt: doubtOf(match) };
  });
}

/** Without the quotes around it; within double ones alone `\n` and `\r` stand for ends of lines. A test compares it with dotenv itself. */
function valueIn(written = ""): string {
  const trimmed = written.trim();
  const bare = trimmed.replace(/^(['"`])([\s\S]*)\1$/gm, "$2");
  return trimmed.startsWith('"') ? bare.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : bare;
}

function doubtOf([, , value = "", gap = "", comment]: RegExpExecArray): Variable["doubt"] {
  const isQuoted = IN_QUOTES.test(value);
  if (!isQuoted && /^\s*['"`]/.test(value)) return "quotes";
  // One on a line further down is a comment of its own.
  if (comment === undefined || gap.includes("\n")) return null;
  return isQuoted && gap !== "" ? null : "comment";
}

/** The first line, from 1, that is neither a variable nor a comment, so that dotenv would pass over it without a word; null: none. Pure. */
export function strayLine(text: string): number | null {
  const rest = text.replaceAll(LINE, (all) => "\n".repeat(all.split("\n").length - 1)).split("\n");
  const at = rest.findIndex((line) => !/^\s*(?:#|$)/.test(line));
  return at < 0 ? null : at + 1;
}
