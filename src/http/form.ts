import { type IncomingBody, type JsonBody, textOf } from "./body";

/** As OAuth's clients send what they ask for. */
export const FORM_TYPE = "application/x-www-form-urlencoded";
export const isForm = (contentType: string | null): boolean =>
  contentType?.split(";")[0]?.trim().toLowerCase() === FORM_TYPE;

/** Its fields as texts. One without a value counts as absent (RFC 6749, section 3.2); one that is there twice is a fault. */
export async function readForm(body: IncomingBody): Promise<JsonBody> {
  const fields = [...new URLSearchParams(textOf(await body.bytes()))].filter(([, value]) => value !== "");
  // By what was seen and not by a search: a stranger can send thousands.
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [name] of fields) (seen.has(name) ? repeated : seen).add(name);
  return {
    value: Object.fromEntries(fields),
    faults: [...repeated].map((field) => ({ field, reason: "repeated" })),
  };
}
