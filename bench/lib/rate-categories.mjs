import { readFileSync } from "node:fs";
import { join } from "node:path";

/** As the source lists them: each limit is lifted, and a category that is not known would void them all. @param {string} root of the checkout */
export function rateCategories(root) {
  const source = readFileSync(join(root, "src", "rate-limits.ts"), "utf8");
  const table = /DEFAULT_RATE_LIMITS = \{([^}]*)\}/.exec(source)?.[1] ?? "";
  const names = Array.from(table.matchAll(/^\s*([a-z_]+):/gm), ([, name = ""]) => name);
  if (names.length === 0) throw new Error("src/rate-limits.ts has no table of categories");
  return names;
}
