import { z } from "@hono/zod-openapi";
import { cursor, name, queryInteger } from "../http/fields";

/** What integrations and credentials share. */

/** Of an integration and of a credential. */
export const brokerName = name(100);
export const idParams = z.object({ id: z.string().openapi({ format: "uuid" }) });

/** A text with a check that gives a reason word, or undefined. */
export const checked = (
  check: (text: string) => string | undefined,
  shape: { minLength?: number; maxLength?: number; example?: string },
) =>
  z
    .string()
    .superRefine((text, ctx) => {
      const message = check(text);
      if (message !== undefined) ctx.addIssue({ code: "custom", message });
    })
    .openapi(shape);

export const page = { limit: queryInteger(1, 200).optional(), cursor: cursor.optional() };
export const eventsQuery = z.strictObject(page);

export const BrokerEvent = z
  .strictObject({
    id: z.string(),
    at: z.string().openapi({ format: "date-time" }),
    action: z.string(),
    outcome: z.enum(["success", "failure"]),
    code: z.string().nullable(),
    actor: z.string(),
    requestId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi("BrokerEvent");
