import { createHash } from "node:crypto";

/**
 * Follows the hash chain of an exported audit log (JSON lines, no filters), knowing nothing of the service but its
 * documentation: `hash` is the hex SHA-256 of the hash of the row before, a line feed, and the entry without `hash` as
 * canonical JSON (RFC 8785). Before row 1 stand 64 zeros.
 */
const ZEROS = "0".repeat(64);

/** RFC 8785 for what JSON.parse gives: keys in the order of their UTF-16 code units, numbers and texts as ECMAScript has them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** Throws SyntaxError on a text that is no entry. */
function entryIn(line) {
  const value = JSON.parse(line);
  if (!Number.isSafeInteger(value?.seq) || typeof value.hash !== "string") throw new SyntaxError("no entry");
  return value;
}

/**
 * One check per export: give it the lines in order, then ask for the result. A line that is no entry throws SyntaxError.
 * `before`: hash of the row before the first one. Without it a first row that is not number 1 is taken on trust, and the
 * chain is followed from there.
 * @param {string | undefined} before
 */
export function chainCheck(before) {
  /** @type {{ rows: number, firstSeq: number | null, lastSeq: number | null, head: string | null, trusted: boolean, bad: { seq: number, reason: "gap" | "hash_mismatch" } | null }} */
  const result = { rows: 0, firstSeq: null, lastSeq: null, head: null, trusted: false, bad: null };
  let previous = before;
  return {
    result,
    /** @param {string} line */
    line(line) {
      if (line === "" || result.bad) return;
      const { hash, ...entry } = entryIn(line);
      const { seq } = entry;
      if (result.lastSeq !== null && seq !== result.lastSeq + 1) {
        result.bad = { seq: result.lastSeq + 1, reason: "gap" };
        return;
      }
      result.firstSeq ??= seq;
      result.lastSeq = seq;
      result.rows += 1;
      previous ??= seq === 1 ? ZEROS : undefined;
      if (previous === undefined) result.trusted = true;
      else if (
        createHash("sha256")
          .update(`${previous}\n${canonical(entry)}`)
          .digest("hex") !== hash
      )
        result.bad = { seq, reason: "hash_mismatch" };
      previous = hash;
      result.head = hash;
    },
  };
}
