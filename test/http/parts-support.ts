import { z } from "zod";
import { faultsOf } from "../../src/http/faults";

/** What a schema says of an input: a reason word by field. */
export function reasons(schema: z.ZodType, input: unknown, immutable?: readonly string[]): Record<string, string> {
  const result = schema.safeParse(input);
  if (result.success) return {};
  return Object.fromEntries(faultsOf(result.error, input, immutable).map(({ field, reason }) => [field, reason]));
}

export const reasonOf = (schema: z.ZodType, input: unknown) =>
  reasons(z.strictObject({ it: schema }), { it: input }).it;
export const good = { text: "x", choice: "a", count: 1 };
