import { copyFileSync } from "node:fs";
import { build } from "vite";
import { inProject } from "./project.mjs";

/** The documents of `docs/` that the documentation page and the console lead to. */
const SERVED = ["authenticate.md", "errors.md", "vault-setup.md"];

/** The files of the documentation page, made of `reference/`, and the documents beside it. */
export async function buildReference() {
  await build({ configFile: inProject("reference", "vite.config.ts"), logLevel: "warn" });
  for (const name of SERVED) copyFileSync(inProject("docs", name), inProject("public", "docs", name));
}
