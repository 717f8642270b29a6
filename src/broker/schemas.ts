import { z } from "@hono/zod-openapi";
import { addFault } from "../http/faults";
import { cursor, name, queryBoolean, queryInteger } from "../http/fields";
import { MAX_PAGE_SIZE } from "../kernel/page";
import type { ReasonWord } from "../reason-words";

/** What the broker's records share. */

export const brokerName = name(100);
/** Names are free; whoever wants one to be its record's own says so. */
export const uniqueQuery = z.strictObject({
  unique: queryBoolean
    .optional()
    .openapi({ description: "Refused if another record of this kind bears the name: `name_conflict`." }),
});
/** A list's filter. */
export const nameFilter = z.string().optional().openapi({ description: "Only those with exactly this name." });
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
