import { safeToEcho } from "../crypto/token";
import { type JsonWalk, walkJson } from "../kernel/json-scan";
import { type Fault, fieldName } from "./faults";

/** What `JSON.parse` hides of a body, in the words of an answer. */
export interface Scan {
  /** The first fault of the form, in the order of the text. `duplicate_key` names the key as an answer may show it. */
  readonly refused?: NonNullable<JsonWalk["refused"]>;
  /** Where a number stands whose value a double does not hold: the reason is `number`. The first hundred of them. */
  readonly faults: readonly Fault[];
}

/** Walks a text that `JSON.parse` has taken. `exact`: keys of the outermost object whose values are kept as text. */
export function scanJson(text: string, maxDepth: number, exact: readonly string[] = []): Scan {
  const { refused, bent } = walkJson(text, maxDepth, exact);
  const faults = bent.map((place): Fault => ({ field: fieldName(place), reason: "number" }));
  if (refused === undefined) return { faults };
  if (refused.reason === "too_deep") return { refused, faults };
  return { refused: { reason: "duplicate_key", key: safeToEcho(refused.key) }, faults };
}
