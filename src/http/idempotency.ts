import { z } from "@hono/zod-openapi";
import { fail } from "../errors";

const MAX_LENGTH = 255;
const PRINTABLE = /^[ -~]*$/;

/** 1 to 255 printable characters, in quotes or without; both spellings are one key. Undefined: it is none. */
export function idempotencyKeyIn(text: string): string | undefined {
  const key = /^"(.*)"$/.exec(text.trim())?.[1] ?? text.trim();
  return key !== "" && key.length <= MAX_LENGTH && PRINTABLE.test(key) ? key : undefined;
}

/** `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). Null: there is none. Throws AppError invalid_request. */
export function readIdempotencyKey(headers: Headers): string | null {
  const given = headers.get("Idempotency-Key");
  return given === null ? null : (idempotencyKeyIn(given) ?? fail("invalid_request", { reason: "idempotency_key" }));
}

/** The header as the document shows it. */
export const idempotencyHeader = {
  "Idempotency-Key": z.string().min(1).max(MAX_LENGTH).optional().openapi({
    description: "The same key and body give the same run, for a day; another body is refused.",
  }),
};
