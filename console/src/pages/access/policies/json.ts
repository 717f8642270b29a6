import type { PolicyContent } from "./types.ts";

/** What of a policy somebody writes, as text to read. Pure. */
export const textOf = (content: PolicyContent): string => JSON.stringify(content, null, 2);

/**
 * What a text says; what it leaves out stays as it is, and what it has besides is sent, so that the API can say it is unknown. Null: it
 * is no JSON object. Whether its values are what they should be the API says. Pure.
 */
export function contentFrom(text: string, base: PolicyContent): PolicyContent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  return { ...base, ...parsed };
}
