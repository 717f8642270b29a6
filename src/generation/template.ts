import { randomText } from "../crypto/random";
import { CHARSETS } from "./charsets";

/** Text with placeholders: `{{random:N}}`, `{{hex:N}}` (N 1 to 256), `{{uuid}}`, `{{timestamp}}`. */

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "random" | "hex"; readonly length: number }
  | { readonly kind: "uuid" | "timestamp" };

const MAX_DRAWN = 256;
/** Of a run of braces the last two open. */
const PLACEHOLDER = /\{\{(?!\{)(.*?)\}\}/s;
const DRAWN = /^(random|hex):([1-9][0-9]{0,2})$/;

/** Undefined: a placeholder that is not known, or is not closed. */
export function parseTemplate(template: string): Piece[] | undefined {
  // Split by a pattern with one group: texts at even places, what stood between braces at odd ones.
  const pieces = template
    .split(PLACEHOLDER)
    .map((text, at) => (at % 2 === 1 ? parsePlaceholder(text) : parseText(text)));
  return pieces.every((piece) => piece !== undefined) ? pieces : undefined;
}

const parseText = (text: string): Piece | undefined => (text.includes("{{") ? undefined : { kind: "text", text });

function parsePlaceholder(text: string): Piece | undefined {
  if (text === "uuid" || text === "timestamp") return { kind: text };
  const [, kind, digits] = DRAWN.exec(text) ?? [];
  const length = Number(digits);
  if ((kind !== "random" && kind !== "hex") || length > MAX_DRAWN) return undefined;
  return { kind, length };
}

/** Every placeholder draws anew. */
export const fillTemplate = (pieces: readonly Piece[], nowMs: number): string =>
  pieces.map((piece) => fill(piece, nowMs)).join("");

function fill(piece: Piece, nowMs: number): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "random":
      return randomText(CHARSETS.alphanumeric, piece.length);
    case "hex":
      return randomText(CHARSETS.hex, piece.length);
    case "uuid":
      return crypto.randomUUID();
    case "timestamp":
      return String(Math.floor(nowMs / 1000));
  }
}
