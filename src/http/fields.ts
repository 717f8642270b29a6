import { z } from "@hono/zod-openapi";
import { parseDuration, parseTimestamp } from "../formats";
import { addFault, codedIssue, word } from "./faults";

/** Fields that several rooms share. A check's message is the reason word that `details.fields` shows. */

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINE_FEED = /[\p{Cc}--\n]/v;
const MAX_TAG_LENGTH = 128;
const MAX_TAGS = 50;
const codePoints = (text: string): number => Array.from(text).length;

/** Trimmed, 1 to `max` code points, no control characters. */
export const name = (max: number) =>
  z
    .string()
    .trim()
    .superRefine((text, ctx) => {
      const length = codePoints(text);
      if (length === 0) addFault(ctx, "empty");
      else if (length > max) addFault(ctx, "too_long");
      else if (CONTROL.test(text) || !text.isWellFormed()) addFault(ctx, "characters");
    })
    .openapi({ minLength: 1, maxLength: max });

/** Up to `max` code points; line feeds are allowed. */
export const prose = (max: number) =>
  z
    .string()
    .superRefine((text, ctx) => {
      if (codePoints(text) > max) addFault(ctx, "too_long");
      else if (CONTROL_BUT_LINE_FEED.test(text) || !text.isWellFormed()) addFault(ctx, "characters");
    })
    .openapi({ maxLength: max });

/** A tag of a secret: 1 to 128 code points, no control characters. */
export const tag = z
  .string()
  .refine((text) => text !== "", word("empty"))
  .refine((text) => codePoints(text) <= MAX_TAG_LENGTH, word("too_long"))
  .refine((text) => !CONTROL.test(text) && text.isWellFormed(), word("characters"));
/** As many as a secret has at most. */
export const tags = z.array(tag).max(MAX_TAGS);

/** Matches a pattern whole; `reason` says what is wrong if it does not. */
export const matching = (pattern: RegExp, reason: string) =>
  z
    .string()
    .refine((text) => pattern.test(text), reason)
    .openapi({ pattern: pattern.source });

/**
 * The same in every such answer. A plain boolean in the document: a list of one boolean, and a constant, are what generators of clients
 * write code of that refuses the answer, or does not compile.
 */
export const always = (value: boolean) => z.boolean().openapi({ description: `Always ${value}.` });

/** One of several whole numbers. The document's maker shows only the first of a literal's values, so the list is told to it. */
export const oneOfNumbers = <const N extends readonly [number, ...number[]]>(numbers: N) =>
  z.literal(numbers).openapi({ type: "integer", enum: [...numbers] });

/** An instant in RFC 3339; milliseconds inside. */
export const timestamp = z
  .string()
  .transform((text, ctx) => {
    const ms = parseTimestamp(text);
    if (ms !== undefined) return ms;
    addFault(ctx, "format");
    return z.NEVER;
  })
  .openapi({ format: "date-time" });

/** One that is still to come, by the clock of the edge; the object that acts on it looks at its own. */
export const futureTimestamp = timestamp.refine((ms) => ms > Date.now(), word("past"));

export interface Duration {
  /** As given; answers repeat it. */
  readonly text: string;
  readonly ms: number;
}
/** One unit only, at most 3650 days. `zero` also takes `0s`. */
export const duration = ({ zero = false } = {}) =>
  z
    .string()
    .transform((text, ctx): Duration => {
      const ms = zero && text === "0s" ? 0 : parseDuration(text);
      if (ms !== undefined) return { text, ms };
      addFault(ctx, codedIssue("invalid_duration"));
      return z.NEVER;
    })
    .openapi({ example: "90d" });

/** `true` or `false` in a query. */
export const queryBoolean = z
  .string()
  .refine((text) => text === "true" || text === "false", word("format"))
  .transform((text) => text === "true")
  .openapi({ type: "boolean" });

/** A whole number in a query, never clamped. */
export const queryInteger = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^[0-9]{1,9}$/.test(text), word("format"))
    .transform(Number)
    .refine((n) => n >= min && n <= max, word("range"))
    .openapi({ type: "integer", minimum: min, maximum: max });

/** A position in a list may hold a path of 512 bytes. */
const MAX_CURSOR_LENGTH = 1024;

/** Opaque; what it says is checked by the operation, which knows list, space and filters. */
export const cursor = z
  .string()
  .refine((text) => text.length <= MAX_CURSOR_LENGTH, codedIssue("invalid_cursor"))
  .openapi({ maxLength: MAX_CURSOR_LENGTH });

/** Out: RFC 3339, UTC, whole seconds. */
export const Timestamp = z.string().openapi({ format: "date-time", example: "2026-05-11T09:30:00Z" });
