import { z } from "@hono/zod-openapi";
import { addFault } from "../http/faults";
import { cursor, name, queryInteger } from "../http/fields";
import { MAX_PAGE_SIZE } from "../kernel/page";
import type { ReasonWord } from "../reason-words";

/** What integrations and credentials share. */

/** Of an integration and of a credential. */
export const brokerName = name(100);
export const idParams = z.object({ id: z.string().openapi({ format: "uuid" }) });

/** A text with a check that gives a reason word, or undefined. */
export const checked = (
  check: (text: string) => ReasonWord | undefined,
  shape: { minLength?: number; maxLength?: number; example?: string },
) =>
  z
    .string()
    .superRefine((text, ctx) => {
      const fault = check(text);
      if (fault !== undefined) addFault(ctx, fault);
    })
    .openapi(shape);

export const page = { limit: queryInteger(1, MAX_PAGE_SIZE).optional(), cursor: cursor.optional() };
