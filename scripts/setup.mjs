import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readOptions } from "./lib/arguments.mjs";
import { buildCommand } from "./lib/client-command.mjs";
import { writeDevVars } from "./lib/dev-vars.mjs";
import { inProject, requireBundledNode, runMain } from "./lib/project.mjs";

/** What a checkout needs before it runs: the documentation page's files, the command line and, unless `docsOnly`, the local secrets. */
const SWAGGER_FILES = ["swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"];

/** @param {{ docsOnly?: boolean }} [options] */
export function setUp({ docsOnly = false } = {}) {
  requireBundledNode();
  const docs = inProject("public", "docs");
  mkdirSync(docs, { recursive: true });
  for (const file of SWAGGER_FILES) copyFileSync(inProject("node_modules", "swagger-ui-dist", file), join(docs, file));
  copyFileSync(inProject("docs", "errors.md"), join(docs, "errors.md"));
  buildCommand();
  if (!docsOnly && writeDevVars()) console.log("wrote .dev.vars with new secrets for local use");
}

/** The commands by which a vault is made ready for Postern, as the guide has them and a test types them. */
function vaultCommands() {
  const guide = readFileSync(inProject("docs", "vault-setup.md"), "utf8");
  return [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].slice(0, 3).map(([, commands = ""]) => commands);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    const usage = "usage: npm run setup -- [--docs-only]\n  --docs-only  no local secrets, and says nothing";
    const docsOnly = readOptions({ "docs-only": { type: "boolean" } }, usage)["docs-only"];
    setUp({ docsOnly });
    if (docsOnly) return;
    console.log("A vault of your own gets a policy, an AppRole and its place in Postern so (docs/vault-setup.md):\n");
    console.log(vaultCommands().join("\n"));
  });
}
