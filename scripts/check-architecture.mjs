/**
 * What the house is held to: who may import whom, how large a part may be, and what stands only once.
 * - `node scripts/check-architecture.mjs` compares each figure with the baseline beside this file and fails if one has grown;
 *   one that has shrunk must be written down with `--update`, so that it can't grow again.
 * - With `--figures` it prints them with what they are to become.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { figuresOf } from "./lib/architecture/figures.mjs";
import { readSources } from "./lib/architecture/sources.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BASELINE = new URL("architecture-baseline.json", import.meta.url);

const figures = figuresOf(readSources(ROOT), ROOT);
const baseline = JSON.parse(readFileSync(BASELINE, "utf8"));

if (process.argv.includes("--update")) {
  const grown = figures.filter(({ name, now }) => name in baseline && now > baseline[name]);
  if (grown.length > 0) fail(grown.map(({ name }) => `${name} has grown: the baseline only shrinks`));
  const owed = figures.filter(({ now, aim }) => now > aim).map(({ name, now }) => [name, now]);
  writeFileSync(BASELINE, `${JSON.stringify(Object.fromEntries(owed), null, 2)}\n`);
} else if (process.argv.includes("--figures")) {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, now, aim } of figures)
    console.log(`${now <= aim ? "ok  " : "owed"}  ${name.padEnd(width)}  ${String(now).padStart(4)}  (at most ${aim})`);
} else {
  const faults = figures.flatMap(({ name, now, aim, where }) => {
    const allowed = Math.max(aim, baseline[name] ?? aim);
    if (now > allowed) return [`${name}: ${now}, at most ${allowed}`, ...where.map((place) => `  ${place}`)];
    if (name in baseline && now < allowed) return [`${name} has shrunk to ${now}: run this with --update`];
    return [];
  });
  if (faults.length > 0) fail(faults);
  console.log(
    `architecture: ${figures.filter(({ now, aim }) => now <= aim).length} of ${figures.length} figures reached`,
  );
}

function fail(lines) {
  for (const line of lines) console.error(`error: ${line}`);
  process.exit(1);
}
