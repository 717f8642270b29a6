import { api, asked } from "../../api/client.ts";
import { ApiError } from "../../api/error.ts";
import type { ExportBody } from "./filters.ts";

export interface ExportedFile {
  readonly name: string;
  readonly blob: Blob;
  readonly lines: number;
}
/** `ended`: there, broken off under way, or given up. */
export type ExportEnd =
  | { readonly ended: "there"; readonly file: ExportedFile }
  | { readonly ended: "broken" | "given_up" };

const LINE_FEED = 0x0a;
/** Pieces of this size leave the page's memory: a browser keeps large blobs on its disk. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** The rows of the log as they come. Throws ApiError: the refusal. */
export async function exportStream(body: ExportBody, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const stream = await asked(api.POST("/v1/audit/export", { body, parseAs: "stream", signal }));
  if (!(stream instanceof ReadableStream))
    throw new ApiError({ status: 0, code: "no_answer", message: "", requestId: null, details: {} });
  return stream;
}

/** The chunks of a stream; not every browser walks one by itself. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // What comes from the network or a file is in memory of its own.
      yield value as Uint8Array<ArrayBuffer>;
    }
  } finally {
    await reader.cancel().catch(ignoreCancelled);
  }
}
/** A stream that failed has told so already. */
const ignoreCancelled = (_: unknown): void => {};

/** Reads the export into a file of this page, whole or not at all. `told` hears of lines and bytes. Throws ApiError. */
export async function exportFile(
  body: ExportBody,
  signal: AbortSignal,
  told: (lines: number, bytes: number) => void,
): Promise<ExportEnd> {
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let [lines, bytes, kept] = [0, 0, 0];
  try {
    for await (const chunk of chunksOf(await exportStream(body, signal))) {
      lines += linesIn(chunk);
      bytes += chunk.length;
      parts.push(chunk);
      if (bytes - kept >= PIECE_BYTES) {
        pieces.push(new Blob(parts));
        parts = [];
        kept = bytes;
      }
      told(lines, bytes);
    }
  } catch (fault) {
    if (signal.aborted) return { ended: "given_up" };
    if (fault instanceof ApiError) throw fault;
    // The connection, or the server, which breaks off rather than leave rows out.
    return { ended: "broken" };
  }
  const blob = new Blob([...pieces, ...parts], { type: body.format === "csv" ? "text/csv" : "application/x-ndjson" });
  return { ended: "there", file: { name: `audit.${body.format ?? "jsonl"}`, blob, lines } };
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

/** Hands a file to the browser's downloads. */
export function saveFile({ name, blob }: Pick<ExportedFile, "name" | "blob">): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun with the click, and holds the blob itself.
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
const REVOKE_AFTER_MS = 60_000;

const UNITS = ["B", "KiB", "MiB", "GiB"] as const;
/** 1536 is "1.5 KiB". Pure. */
export function sizeText(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const n = bytes / 1024 ** power;
  return `${n.toLocaleString("en", { maximumFractionDigits: power === 0 ? 0 : 1 })} ${UNITS[power]}`;
}
