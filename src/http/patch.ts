import type { z } from "@hono/zod-openapi";

/** A change without any key is a fault, told as one of the field `body`. */
export function someKey(body: object, ctx: z.RefinementCtx): void {
  if (Object.keys(body).length === 0) ctx.addIssue({ code: "custom", message: "required", path: ["body"] });
}
