// Every optionalDependency that the lockfile names must have its own entry: npm leaves out, without a word,
// platform packages that the registry lacks, and `npm ci` then fails on the next machine.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const locked = new Map();
for (const [key, entry] of Object.entries(packages)) {
  const name = key.split("node_modules/").pop();
  locked.set(name, [...(locked.get(name) ?? []), entry.version]);
}
const missing = Object.entries(packages).flatMap(([key, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name, range]) => !locked.has(name) || (/^\d/.test(range) && !locked.get(name).includes(range)))
    .map(([name, range]) => `missing ${name} ${range}, wanted by ${key || "the project"}`),
);
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 1 : 0;
