import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { readOptions } from "./lib/arguments.mjs";
import { run } from "./lib/child.mjs";
import { inProject, ROOT, requireBundledNode, runMain, ToolError } from "./lib/project.mjs";

const USAGE = `usage: npm run measure:start [-- --bundle FILE ...]

Compiles and evaluates a bundle of the Worker, as an isolate does when it starts, and prints medians of 25 fresh processes. The engine
is that of Node, which is the runtime's, of another version. Several bundles are loaded one after the other, in an order that turns.

  --bundle FILE  the script of a bundle, beside its texts; dist/index.js, of npm run build, unless given`;
const ROUNDS = 25;

/** @param {string} file @returns {Promise<{ tookMs: number, processorMs: number }>} */
async function load(file) {
  const args = ["--no-warnings", inProject("scripts", "lib", "load-bundle.mjs"), file];
  const { code, output } = await run(process.execPath, args, { cwd: ROOT, quiet: true });
  if (code !== 0) throw new ToolError(`${file} could not be loaded:\n${output}`);
  return JSON.parse(output);
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

await runMain(async () => {
  requireBundledNode();
  const { bundle = ["dist/index.js"] } = readOptions({ bundle: { type: "string", multiple: true } }, USAGE);
  const bundles = bundle.map((file) => resolve(file));
  for (const file of bundles) if (!existsSync(file)) throw new ToolError(`${file} is not there; run npm run build`);
  const taken = new Map(bundles.map((file) => [file, /** @type {Awaited<ReturnType<typeof load>>[]} */ ([])]));
  for (let round = 0; round < ROUNDS; round++)
    for (const file of round % 2 === 0 ? bundles : bundles.toReversed()) taken.get(file)?.push(await load(file));
  for (const [file, runs] of taken) {
    const text = readFileSync(file);
    const sizes = [text, gzipSync(text)].map((bytes) => (bytes.length / 1024).toFixed(0));
    const [took, processor] = [runs.map((one) => one.tookMs), runs.map((one) => one.processorMs)].map(median);
    console.log(
      `${file}: ${sizes[0]} KiB, ${sizes[1]} gzip; ${took.toFixed(0)} ms, of the processor ${processor.toFixed(0)}`,
    );
  }
});
