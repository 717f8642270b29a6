/**
 * What an inspector shows in place of a value. `console.log` of an answer is the way by which secrets get into logs; whoever wants the
 * value names it. `JSON.stringify` and the properties are untouched: an answer is plain data.
 */
const CONCEALED = "[concealed]";
/** Node and Bun ask the first, Deno the second. */
const INSPECTORS = [Symbol.for("nodejs.util.inspect.custom"), Symbol.for("Deno.customInspect")] as const;

/** Gives the same object; what stands under `keys`, however deep it goes, is not shown when the object is inspected, nor by itself. */
export function conceal<T extends object>(holder: T, keys: readonly string[]): T {
  for (const [key, value] of Object.entries(holder)) if (keys.includes(key)) concealAll(value);
  return showAs(holder, () => shownOf(holder, keys));
}

function concealAll(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) concealAll(inner);
  showAs(value, () => masked(value));
}

const shownOf = (holder: object, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(holder).map(([key, value]) => [key, keys.includes(key) ? masked(value) : value]));

/** Names stay, so that it can be seen what is there. */
function masked(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object") return CONCEALED;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}

function showAs<T extends object>(holder: T, show: () => unknown): T {
  for (const symbol of INSPECTORS) Object.defineProperty(holder, symbol, { value: show, enumerable: false });
  return holder;
}
