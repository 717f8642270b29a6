/** A tenant has fifty trusts; those that were changed lately have two. */
const MAX_SOURCES = 100;

/** Keeps those that were asked for last, so that what is kept has a bound. */
export function remembered<T>(kept: Map<string, T>, key: string, make: () => T): T;
export function remembered<T>(kept: Map<string, T>, key: string, make: () => T | undefined): T | undefined;
export function remembered<T>(kept: Map<string, T>, key: string, make: () => T | undefined): T | undefined {
  const value = kept.get(key) ?? make();
  if (value === undefined) return undefined;
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MAX_SOURCES && oldest !== undefined) kept.delete(oldest);
  return value;
}
