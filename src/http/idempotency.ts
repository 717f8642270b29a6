import { z } from "@hono/zod-openapi";
import { fail } from "../errors";

const MAX_LENGTH = 255;
const PRINTABLE = /^[ -~]*$/;

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): 1 to 255 visible characters, in quotes or without; both spellings
 * are one key. Null: there is none. Throws AppError invalid_request.
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const given = headers.get("Idempotency-Key");
  if (given === null) return null;
  const key = /^"(.*)"$/.exec(given.trim())?.[1] ?? given.trim();
  if (key === "" || key.length > MAX_LENGTH || !PRINTABLE.test(key))
    fail("invalid_request", { reason: "idempotency_key" });
  return key;
}

/** The header as the document shows it. */
export const idempotencyHeader = {
  "Idempotency-Key": z.string().min(1).max(MAX_LENGTH).optional().openapi({
    description: "The same key and body give the same run, for a day; another body is refused.",
  }),
};
