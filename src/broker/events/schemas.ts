import { z } from "@hono/zod-openapi";
import { page } from "../schemas";

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
