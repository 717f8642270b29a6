/**
 * What the house is held to: who may import whom, how large a part may be, and what stands only once.
 * `node scripts/check-architecture.mjs` fails for each figure that is missed, with the places; with `--figures` it prints all.
 */
import { fileURLToPath } from "node:url";
import { figuresOf, MAX_FILE_LINES } from "./lib/architecture/figures.mjs";
import { PACKAGE, packageFigures } from "./lib/architecture/package.mjs";
import { PAGES, pageFigures } from "./lib/architecture/pages.mjs";
import { readSources } from "./lib/architecture/sources.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const figures = [
  ...figuresOf(readSources(ROOT), ROOT),
  ...packageFigures(readSources(ROOT, PACKAGE), MAX_FILE_LINES),
  ...PAGES.flatMap((page) => pageFigures(page, readSources(ROOT, page.folder), MAX_FILE_LINES)),
];
const missed = figures.filter(({ now, aim }) => now > aim);

if (process.argv.includes("--figures")) {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, now, aim } of figures)
    console.log(
      `${now <= aim ? "ok    " : "missed"}  ${name.padEnd(width)}  ${String(now).padStart(4)}  (at most ${aim})`,
    );
} else if (missed.length === 0) console.log(`architecture: all ${figures.length} figures reached`);

for (const { name, now, aim, where } of missed) {
  console.error(`error: ${name}: ${now}, at most ${aim}`);
  for (const place of where) console.error(`error:   ${place}`);
}
process.exitCode = missed.length > 0 ? 1 : 0;
