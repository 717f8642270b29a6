// --- which route of the store a request means ---

export type StoreRoute =
  | "secret"
  | "versions"
  | "metadata"
  | "expiring"
  | "batch"
  | "batch_metadata"
  | "restore"
  | "rotate";

/** What stands below the store's address: the route by its form, and the secret's path in it. */
export interface Address {
  readonly route: StoreRoute;
  readonly path: string;
}

const EXACT: Readonly<Record<string, StoreRoute>> = {
  expiring: "expiring",
  batch: "batch",
  "batch/metadata": "batch_metadata",
};
const SUFFIXES = ["versions", "restore", "rotate"] as const;

/** `rest`: decoded, without the slash before it. The prefix wins over the suffix. */
export function addressOf(rest: string): Address {
  const exact = Object.hasOwn(EXACT, rest) ? EXACT[rest] : undefined;
  if (exact) return { route: exact, path: "" };
  if (rest.startsWith("metadata/")) return { route: "metadata", path: rest.slice("metadata/".length) };
  for (const suffix of rest.startsWith("batch/") ? [] : SUFFIXES)
    if (rest.endsWith(`/${suffix}`)) return { route: suffix, path: rest.slice(0, -suffix.length - 1) };
  return { route: "secret", path: rest };
}
