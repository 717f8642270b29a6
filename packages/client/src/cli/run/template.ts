import { CliError, usageError } from "../shell/exit.ts";
import { parseReference, type Reference } from "../text/reference.ts";

/** A template in the order of its text. */
export type Part = string | Reference;

/** Where a reference begins, and the backslashes before it. */
const OPENING = /(\\*)(\{\{[ \t]*)(?=pst:)/gi;
/** Up to where it ends, which is in the same line. */
const REFERENCE = /([^\r\n]*?)[ \t]*\}\}/y;

/**
 * Reads a template: `{{ pst://PATH#FIELD@VERSION }}` is a reference, anything else is text, other `{{ }}` too. Of backslashes before a
 * reference two are one, and a single one makes it text. A `}}` in a field's name is written `%7D%7D`. What begins as a reference and is none
 * is refused, so that a slip of the pen does not end up in the file. Throws CliError, exit 2, which names the line.
 */
export function parseTemplate(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(OPENING)) {
    if (match.index < from) continue;
    const [all, slashes = "", opening = ""] = match;
    parts.push(text.slice(from, match.index), slashes.slice(0, Math.floor(slashes.length / 2)));
    from = match.index + all.length;
    if (slashes.length % 2 === 1) parts.push(opening);
    else {
      REFERENCE.lastIndex = from;
      const found = REFERENCE.exec(text);
      parts.push(referenceIn(found?.[1], () => lineAt(text, match.index)));
      from = REFERENCE.lastIndex;
    }
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

function referenceIn(text: string | undefined, line: () => number): Reference {
  if (text === undefined) throw usageError(`line ${line()}: a reference has no }} behind it`);
  if (!text.startsWith("pst://")) throw usageError(`line ${line()}: a reference begins with pst://`);
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof CliError) throw usageError(`line ${line()}: ${error.message}`, error.next);
    throw error;
  }
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;
