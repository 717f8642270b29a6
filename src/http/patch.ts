import type { z } from "@hono/zod-openapi";
import { addFault } from "./faults";

/** A change without any key is a fault, told as one of the field `body`. */
export function atLeastOneKey(body: object, ctx: z.RefinementCtx): void {
  if (Object.keys(body).length === 0) addFault(ctx, "required", ["body"]);
}
