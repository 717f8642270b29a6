import { access } from "#texts/access.ts";
import type { ApiError } from "../../../api/error.ts";

/** What the API says against a field, as a sentence for the field; undefined where it says nothing. */
export type FaultOf = (field: string) => string | undefined;

/**
 * Finds what a refusal says of a field. A fault that lies deeper, such as `rules[0].permissions`, is told at the field that it is asked
 * by, with its place. Pure.
 */
export function faultsOf(error: ApiError | undefined): FaultOf {
  const entries = Object.entries(error?.fields ?? {});
  return (field) => {
    const found = entries.filter(
      ([name]) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`),
    );
    if (found.length > 0) return found.map(([name, word]) => sentence(name.slice(field.length), word)).join(" ");
    return error !== undefined && error.details.field === field ? error.message : undefined;
  };
}

/** `place`: below the field, as in `.start` or `[1]`. */
function sentence(place: string, word: string): string {
  const said = access.reasons[word] ?? `${word.replaceAll("_", " ")}.`;
  if (place === "") return said;
  const [, index] = /^\[([0-9]+)\]$/.exec(place) ?? [];
  return `${index === undefined ? place.replace(/^[.]/, "") : access.entry(Number(index) + 1)}: ${said}`;
}
