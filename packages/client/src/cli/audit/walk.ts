/**
 * The hash chain of an exported audit log (JSON lines, no filters), walked without knowing anything of the service but its documentation:
 * `hash` is the hex SHA-256 of the hash of the row before, a line feed, and the entry without `hash` as canonical JSON (RFC 8785). Before
 * row 1 stand 64 zeros. Pure: what a hash is computed by is its caller's, so that the command line and a browser walk the same way.
 */
const ZEROS = "0".repeat(64);
/** Deeper than this nests no entry; a text that nests without end would use up the stack. */
const MAX_DEPTH = 64;

/** What is known of the row before the first one of an export. */
export interface Beginning {
  /** Its hash. Without it a first row that is not number 1 is taken on trust, and the chain is followed from there. */
  readonly before?: string | undefined;
  /** The last row that the retention removed: its hash counts where the export begins right behind it. */
  readonly anchor?: { readonly seq: number; readonly hash: string } | undefined;
}

export interface ChainResult {
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** Hash of the last row that was looked at. */
  readonly head: string | null;
  /** Whether the first row was taken on trust. */
  readonly trusted: boolean;
  readonly bad: { readonly seq: number; readonly reason: "gap" | "hash_mismatch" } | null;
}

/** What has to hold for a row to be of the chain: `hash` is the hex SHA-256 of `text` in UTF-8. */
export interface Claim {
  readonly seq: number;
  readonly hash: string;
  readonly text: string;
}

export interface ChainWalk {
  readonly result: ChainResult;
  /**
   * The next line, in order; gives what is to be shown of it. Undefined: nothing is, for it is empty, taken on trust, behind a gap, or behind
   * the first bad row. Throws SyntaxError: it is no entry.
   */
  line(text: string): Claim | undefined;
  /** The claim does not hold: its row is the first bad one, and rows behind it were not looked at. */
  refute(claim: Claim): void;
}

/** One walk per export: give it the lines in order, and refute the first claim that does not hold. */
export function chainWalk({ before, anchor }: Beginning = {}): ChainWalk {
  const result: { -readonly [K in keyof ChainResult]: ChainResult[K] } = {
    rows: 0,
    firstSeq: null,
    lastSeq: null,
    head: null,
    trusted: false,
    bad: null,
  };
  const hashBefore = (seq: number): string | undefined => {
    if (result.head !== null) return result.head;
    if (before !== undefined) return before;
    if (seq === 1) return ZEROS;
    return anchor?.seq === seq - 1 ? anchor.hash : undefined;
  };
  return {
    result,
    line(text) {
      if (text === "" || result.bad) return undefined;
      const { seq, hash, rest } = entryIn(text);
      if (result.lastSeq !== null && seq !== result.lastSeq + 1) {
        result.bad = { seq: result.lastSeq + 1, reason: "gap" };
        return undefined;
      }
      const previous = hashBefore(seq);
      if (previous === undefined) result.trusted = true;
      result.firstSeq ??= seq;
      result.lastSeq = seq;
      result.rows += 1;
      result.head = hash;
      return previous === undefined ? undefined : { seq, hash, text: `${previous}\n${canonical(rest)}` };
    },
    refute({ seq, hash }) {
      result.bad = { seq, reason: "hash_mismatch" };
      result.rows = seq - (result.firstSeq ?? seq) + 1;
      result.lastSeq = seq;
      result.head = hash;
    },
  };
}

interface Entry {
  readonly seq: number;
  readonly hash: string;
  readonly rest: object;
}

/** Throws SyntaxError. */
function entryIn(text: string): Entry {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("seq" in value) || !("hash" in value)) throw noEntry();
  const { hash, ...rest } = value;
  const { seq } = rest;
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) throw noEntry();
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) throw noEntry();
  const keys = keysOf(value, 0);
  // A reader that takes the first of two equal keys would read another entry than the one that was hashed.
  if (JSON.stringify(value) !== text && keysWritten(text) !== keys) throw noEntry();
  return { seq, hash, rest };
}

const noEntry = () => new SyntaxError("no entry");

const keysWritten = (text: string): number =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;

/** Throws SyntaxError for what nests too deep: the other walks rely on that. */
function keysOf(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth > MAX_DEPTH) throw noEntry();
  const inner = Object.values(value).reduce((sum: number, one) => sum + keysOf(one, depth + 1), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** RFC 8785 for what JSON.parse gives: keys in the order of their UTF-16 code units, numbers and texts as ECMAScript has them. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(",")}}`;
}
