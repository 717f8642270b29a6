import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./lib/child.mjs";
import { inProject, requireBundledNode, runMain, ToolError } from "./lib/project.mjs";

/**
 * The migrations must say what the table files say. drizzle-kit is run in a copy, so the tree stays as it is, and its words
 * are read, because it ends with 0 even when it has failed. The copy lies in the project: modules are found upwards.
 */
const COPIED = ["src", "migrations", "package.json", "tsconfig.json"];
const CONFIGS = ["drizzle.d1.config.ts", "drizzle.tenant.config.ts"];
const KIT = inProject("node_modules", "drizzle-kit", "bin.cjs");

await runMain(async () => {
  requireBundledNode();
  await mkdir(inProject(".cache"), { recursive: true });
  const copy = await mkdtemp(inProject(".cache", "migrations-"));
  try {
    for (const name of [...COPIED, ...CONFIGS]) await cp(inProject(name), join(copy, name), { recursive: true });
    const faults = [];
    for (const config of CONFIGS) {
      const { output } = await run(process.execPath, [KIT, "generate", "--config", config], { cwd: copy, quiet: true });
      if (output.includes("No schema changes")) console.log(`${config}: no schema changes`);
      else faults.push(`${config}: the migrations do not match the tables; run npm run db:generate\n${output.trim()}`);
    }
    if (faults.length > 0) throw new ToolError(faults.join("\n\n"));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});
