import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { readOptions } from "./lib/arguments.mjs";
import { buildCommand } from "./lib/client-command.mjs";
import { inProject, requireBundledNode, runMain, ToolError } from "./lib/project.mjs";

/** `npm run client:build`: the client package as others install it, in `dist/` of its folder. */
const USAGE = `usage: npm run client:build [-- --out DIR]
  --out DIR  there instead of packages/client/dist`;
const PACKAGE = inProject("packages", "client");
const SOURCES = join(PACKAGE, "src");
const ENTRIES = {
  index: join(SOURCES, "library/index.ts"),
  playwright: join(SOURCES, "browser/playwright.ts"),
  puppeteer: join(SOURCES, "browser/puppeteer.ts"),
  webhooks: join(SOURCES, "webhooks/index.ts"),
};
/** What fills forms is Postern's own and is bundled with what it needs; nobody names its types. */
const WITHOUT_TYPES = /^browser[/](local|nested-transport)[.]d[.]ts$/;
/** A declaration names the file that runs. */
const named = (text) => text.replaceAll(/((?:from |import\()"[.]{1,2}[/][^"]+)[.]ts"/g, '$1.js"');

await runMain(async () => {
  requireBundledNode();
  const { out = join(PACKAGE, "dist") } = readOptions({ out: { type: "string" } }, USAGE);
  rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: ENTRIES,
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: ["openapi-fetch", "standardwebhooks", "node:*"],
    logLevel: "warning",
  });
  buildCommand(join(out, "cli.cjs"));
  writeTypes(join(out, "types"));
});

function writeTypes(folder) {
  const config = ts.readConfigFile(join(PACKAGE, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, PACKAGE);
  const emitting = { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: inProject() };
  const program = ts.createProgram(Object.values(ENTRIES), { ...emitting, outDir: inProject() });
  const { emitSkipped } = program.emit(undefined, (path, text) => {
    const name = relative(SOURCES, path);
    if (name.startsWith("..") || WITHOUT_TYPES.test(name)) return;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), named(text));
  });
  if (emitSkipped) throw new ToolError("the types were not written");
}
