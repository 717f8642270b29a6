/** Where dotenv sees the beginning of a variable, and how far it reads it. Its own pattern, of its README's rules. All else it passes over. */
const LINE =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;

/** The names of the variables as they stand, one that is there twice twice. `text`: its lines end with a line feed alone. Pure. */
export const namesInDotenv = (text: string): readonly string[] => [...text.matchAll(LINE)].map(([, name = ""]) => name);

/** The first line, from 1, that is neither a variable nor a comment, so that dotenv would pass over it without a word; null: none. Pure. */
export function strayLine(text: string): number | null {
  const rest = text.replaceAll(LINE, (all) => "\n".repeat(all.split("\n").length - 1)).split("\n");
  const at = rest.findIndex((line) => !/^\s*(?:#|$)/.test(line));
  return at < 0 ? null : at + 1;
}
