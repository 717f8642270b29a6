import type { Output } from "../shell/output.ts";
import { MASK, visible } from "../shell/visible.ts";
import { type Exact, type ExactObject, exactText } from "../text/exact-json.ts";

/** Whether values stand as they are: in a pipe always, on a terminal where that was asked for. */
export const isShown = ({ isTerminal }: Output, reveal: boolean | undefined): boolean => !isTerminal || reveal === true;

/** A value as text: a text as it is, anything else as JSON with its own digits. */
export const textOf = (value: Exact): string => (typeof value === "string" ? value : exactText(value));

/** The same names, each with the mask for its value. */
export const maskedFields = (data: ExactObject): ExactObject => new Map([...data.keys()].map((field) => [field, MASK]));

/** JSON on lines of its own, as `JSON.stringify(value, null, 2)` lays it out. */
export function indentedText(value: Exact, margin = ""): string {
  const inner = `${margin}  `;
  if (value instanceof Map && value.size > 0) {
    const members = [...value].map(([key, item]) => `${inner}${JSON.stringify(key)}: ${indentedText(item, inner)}`);
    return `{\n${members.join(",\n")}\n${margin}}`;
  }
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((item) => inner + indentedText(item, inner)).join(",\n")}\n${margin}]`;
  return exactText(value);
}

/** A value on a terminal: its own lines stay lines, what could move the cursor is shown. */
export const visibleLines = (text: string): string => text.split("\n").map(visible).join("\n");
