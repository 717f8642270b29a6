import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readOptions } from "./lib/arguments.mjs";
import { buildCommand } from "./lib/client-command.mjs";
import { buildConsole } from "./lib/console/page.mjs";
import { writeDevVars } from "./lib/dev-vars.mjs";
import { inProject, requireBundledNode, runMain } from "./lib/project.mjs";
import { buildReference } from "./lib/reference.mjs";

/**
 * What a checkout needs before it runs: the files of the documentation page and of the console, the command line and, unless `docsOnly`, the local secrets.
 * @param {{ docsOnly?: boolean }} [options]
 */
export async function setUp({ docsOnly = false } = {}) {
  requireBundledNode();
  await buildReference();
  buildCommand();
  await buildConsole();
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
    await setUp({ docsOnly });
    if (docsOnly) return;
    console.log("A vault of your own gets a policy, an AppRole and its place in Postern so (docs/vault-setup.md):\n");
    console.log(vaultCommands().join("\n"));
  });
}
