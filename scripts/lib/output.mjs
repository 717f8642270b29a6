import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** The line that `wrangler dev` writes for each request, beside the Worker's own: `[wrangler:info] GET /docs/ 200 OK (7ms)`. */
const REQUEST = /^\[wrangler:info?\] [A-Z]+ \S+ \d{3} .*\(\d+ms\)\s*$/;

/** @param {string} line */
export const isRequestLine = (line) => REQUEST.test(stripVTControlCharacters(line));

/**
 * Hands a child's lines on, each request once: the Worker's own line about it stays, because it names no path.
 * @param {import("node:stream").Readable | null} from
 * @param {import("node:stream").Writable} to
 */
export function forwardLines(from, to) {
  if (from === null) return;
  createInterface({ input: from, crlfDelay: Infinity }).on("line", (line) => {
    if (!isRequestLine(line)) to.write(`${line}\n`);
  });
}
