import { readFileSync } from "node:fs";
import { mintOperatorToken } from "./lib/operator-token.mjs";
import { runMain, ToolError } from "./lib/project.mjs";
import { parseRootKeys, withNewKey } from "./lib/root-keys.mjs";

const USAGE = `usage: node scripts/make-secret.mjs operator-token
       node scripts/make-secret.mjs root-keys [file]
Prints what a deployment has as a secret, for a file that only you may read and for wrangler secret put.

  operator-token  a new operator token
  root-keys       a list of one root key; with a file the list that is in it, and a new key at its end. The file stays as it is`;

await runMain(async () => {
  const [what, file, ...more] = process.argv.slice(2);
  if (what === "--help" || what === "-h") return console.log(USAGE);
  if (what === "operator-token" && file === undefined) return console.log(mintOperatorToken());
  if (what !== "root-keys" || more.length > 0)
    throw new ToolError(`${what?.startsWith("-") ? `there is no option ${what}` : "which secret?"}\n${USAGE}`);
  console.log(JSON.stringify(withNewKey(file === undefined ? [] : parseRootKeys(textOf(file)))));
});

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ToolError(
      `${file} can't be read (${error instanceof Error && "code" in error ? error.code : "unknown"})`,
    );
  }
}
