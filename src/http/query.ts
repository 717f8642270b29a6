import { z } from "@hono/zod-openapi";
import { AppError } from "../errors";
import { type Fault, failureFrom, faultsOf, fieldName } from "./faults";

/** Query parameters by name. A repeated one is a fault, unless it may be repeated: then it is a list. */
export function parseQuery(
  url: string,
  repeatable: readonly string[],
): { values: Record<string, string | string[]>; faults: Fault[] } {
  const values: Record<string, string | string[]> = Object.create(null);
  const faults: Fault[] = [];
  if (!url.includes("?")) return { values, faults };
  const search = new URL(url).searchParams;
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (repeatable.includes(name)) values[name] = all;
    else if (all.length > 1) faults.push({ field: fieldName([name]), reason: "repeated" });
    else values[name] = all[0] ?? "";
  }
  return { values, faults };
}

const NOTHING = z.strictObject({});

/** For routes without an endpoint. Throws AppError validation_error for any parameter at all. */
export function requireNoQuery(url: string): void {
  const { values, faults } = parseQuery(url, []);
  const { error } = NOTHING.safeParse(values);
  const failure = failureFrom([...faults, ...(error ? faultsOf(error, values) : [])], "validation_error");
  if (failure) throw new AppError(failure);
}
