import type { Fault } from "./faults";
import { fieldName } from "./faults";

/** Query parameters by name. A repeated one is a fault, unless it may be repeated: then it is a list. */
export function parseQuery(
  url: string,
  repeatable: readonly string[],
): { values: Record<string, string | string[]>; faults: Fault[] } {
  const values: Record<string, string | string[]> = Object.create(null);
  const faults: Fault[] = [];
  const search = new URL(url).searchParams;
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (repeatable.includes(name)) values[name] = all;
    else if (all.length > 1) faults.push({ field: fieldName([name]), reason: "repeated" });
    else values[name] = all[0] ?? "";
  }
  return { values, faults };
}
