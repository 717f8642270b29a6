import { z } from "@hono/zod-openapi";
import { brokerName } from "../schemas";

export const NewNative = z
  .strictObject({ name: brokerName, type: z.enum(["native"]), config: z.strictObject({}).optional() })
  .openapi("CreateNative", { description: "Credentials then point into the tenant's own secrets." });
