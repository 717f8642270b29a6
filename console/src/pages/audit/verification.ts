import { ApiError } from "../../api/error.ts";
import { NoExport, type Proof, proveChain } from "./chain-proof.ts";
import { chunksOf, exportStream } from "./export-file.ts";
import { exportBody } from "./filters.ts";
import { askServer, endsOfLog, type ServerAnswer } from "./server-chain.ts";

export interface VerifyRequest {
  /** Undefined: the log of the space, as the server exports it now. */
  readonly file: File | undefined;
  /** Hash of the row before the first one; empty: not known. */
  readonly before: string;
  /** Hash that the last row must have; empty: not known. */
  readonly head: string;
  /** Is the server to recompute its own chain, and to find the last row in it? */
  readonly isServerAsked: boolean;
}
/** How far it is: `of` undefined where nobody knows how much there is. */
export interface Told {
  readonly step: "rows" | "server";
  readonly rows: number;
  readonly done: number;
  readonly of: number | undefined;
}
export type Verified =
  | {
      readonly ended: "proved";
      readonly proof: Proof;
      /** Null: no hash of the last row was given. */
      readonly isHead: boolean | null;
      /** Null: the server was not asked, or the export itself is broken. */
      readonly server: ServerAnswer | null;
    }
  | { readonly ended: "no_export"; readonly line: number }
  | { readonly ended: "broken_off" }
  | { readonly ended: "given_up" };

/** Follows the chain of an export, and compares it with what is known of it elsewhere. Throws ApiError. */
export async function verifyExport(
  request: VerifyRequest,
  signal: AbortSignal,
  told: (told: Told) => void,
): Promise<Verified> {
  try {
    return await verified(request, signal, told);
  } catch (fault) {
    if (signal.aborted) return { ended: "given_up" };
    if (fault instanceof NoExport) return { ended: "no_export", line: fault.number };
    if (fault instanceof ApiError) throw fault;
    // The stream: of the server, which breaks off rather than leave rows out, or of a file that went away.
    return { ended: "broken_off" };
  }
}

async function verified(request: VerifyRequest, signal: AbortSignal, told: (told: Told) => void): Promise<Verified> {
  const { file, before, head } = request;
  const ends = file === undefined || request.isServerAsked ? await endsOfLog(signal) : undefined;
  const stream = file === undefined ? await exportStream(exportBody({}, "jsonl"), signal) : file.stream();
  const rowsThere = ends && ends.head.seq - ends.anchor.seq;
  const proof = await proveChain(chunksOf(stream), {
    beginning: { before: before === "" ? undefined : before, anchor: ends?.anchor },
    signal,
    told: (rows, bytes) =>
      told(
        file === undefined
          ? { step: "rows", rows, done: rows, of: rowsThere }
          : { step: "rows", rows, done: bytes, of: file.size },
      ),
  });
  const { lastSeq, head: lastHash } = proof.result;
  const last = lastSeq === null || lastHash === null ? undefined : { seq: lastSeq, hash: lastHash };
  const isHead = head === "" || proof.breach ? null : head === lastHash;
  const server =
    request.isServerAsked && !proof.breach
      ? await askServer(last, signal, (rows) => told({ step: "server", rows, done: rows, of: rowsThere }))
      : null;
  return { ended: "proved", proof, isHead, server };
}
