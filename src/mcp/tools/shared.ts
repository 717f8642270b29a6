import { z } from "@hono/zod-openapi";

/** Of a tool that changes nothing and stays within Postern. */
export const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

export const nextCursor = z
  .string()
  .nullable()
  .openapi({ description: "Pass it as `cursor` for the next page; null: there is none." });
