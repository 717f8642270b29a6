import { linesOf } from "../../../../packages/client/src/cli/audit/lines.ts";
import {
  type Beginning,
  type ChainResult,
  type ChainWalk,
  type Claim,
  chainWalk,
} from "../../../../packages/client/src/cli/audit/walk.ts";

/** Longer is no row: what a row tells is bounded by the service. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
/** Lines whose hashes are computed at once: enough that asking for each costs little, few enough that the page answers between. */
const BATCH_LINES = 500;

/** The first row that is none of the chain, as the export has it. */
export interface Breach {
  readonly seq: number;
  readonly reason: "gap" | "hash_mismatch";
  /** The line that showed it; behind a gap the one after it. */
  readonly line: string;
  /** What it gives, where that is not what it says. */
  readonly computed: string | null;
}
export interface Proof {
  readonly result: ChainResult;
  readonly breach: Breach | null;
}
/** Line `number`, counted from 1, is no entry of an export. */
export class NoExport extends Error {
  override readonly name = "NoExport";
  constructor(readonly number: number) {
    super("no export");
  }
}

export interface ProofOptions {
  readonly beginning: Beginning;
  readonly signal: AbortSignal;
  /** Hears how far it is, between batches. */
  told(rows: number, bytes: number): void;
}

interface Claimed {
  readonly claim: Claim;
  readonly line: string;
}

/**
 * Follows the chain of an export in JSON lines. It runs beside the page and not in a worker, which its policy has no room for: the platform
 * computes the hashes elsewhere, and between batches the page has its turn. Throws NoExport, the signal's reason, and what the stream does.
 */
export async function proveChain(chunks: AsyncIterable<Uint8Array>, options: ProofOptions): Promise<Proof> {
  const walk = chainWalk(options.beginning);
  const { result } = walk;
  const pending: Claimed[] = [];
  const settle = () => firstBreach(walk, pending.splice(0));
  let [bytes, number] = [0, 0];
  async function* counted() {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  let gap: Breach | null = null;
  try {
    for await (const line of linesOf(counted(), MAX_LINE_BYTES)) {
      const claim = walk.line(line);
      number += 1;
      if (claim) pending.push({ claim, line });
      if (result.bad) gap = { ...result.bad, line, computed: null };
      if (gap) break;
      if (number % BATCH_LINES > 0) continue;
      const breach = await settle();
      if (breach) return { result, breach };
      options.told(result.rows, bytes);
      await turn();
      options.signal.throwIfAborted();
    }
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    // Rows before it may be broken already, and come first.
    const breach = await settle();
    if (breach) return { result, breach };
    throw new NoExport(number + 1);
  }
  const breach = await settle();
  options.told(result.rows, bytes);
  return { result, breach: breach ?? gap };
}

/** Of claims in order, the first that does not hold; the walk hears of it. */
async function firstBreach(walk: ChainWalk, claims: readonly Claimed[]): Promise<Breach | null> {
  const hashes = await Promise.all(claims.map(({ claim }) => sha256(claim.text)));
  const at = claims.findIndex(({ claim }, i) => claim.hash !== hashes[i]);
  const found = claims[at];
  if (found === undefined) return null;
  walk.refute(found.claim);
  return { seq: found.claim.seq, reason: "hash_mismatch", line: found.line, computed: hashes[at] ?? null };
}

const encoder = new TextEncoder();
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lets the page do what waits: a microtask alone would not. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
