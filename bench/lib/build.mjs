import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../scripts/lib/child.mjs";
import { inProject, ROOT, ToolError } from "../../scripts/lib/project.mjs";

const WRANGLER = inProject("node_modules", "wrangler", "wrangler-dist", "cli.js");

/**
 * The bundle as `npm run deploy` would send it.
 * @param {string} [name] the bundle's folder in bench/dist
 * @param {string} [config] another configuration, relative to the checkout
 * @param {string} [root] another checkout than this one
 * @returns {Promise<{ type: "ESModule" | "Text", path: string, contents: string }[]>} modules, the entry first
 */
export async function buildWorker(name = "postern", config = "wrangler.toml", root = ROOT) {
  const folder = inProject("bench", "dist", name);
  await rm(folder, { recursive: true, force: true });
  const args = ["--config", join(root, config), "--dry-run", "--minify", "--outdir", folder];
  const { code, output } = await run(process.execPath, ["--no-warnings", WRANGLER, "deploy", ...args], {
    cwd: root,
    env: { CI: "1", WRANGLER_SEND_METRICS: "false" },
    quiet: true,
  });
  if (code !== 0) throw new ToolError(`the Worker was not built:\n${output}`);
  const files = readdirSync(folder).filter((file) => /\.(js|sql)$/.test(file));
  const first = (/** @type {string} */ file) => (file.endsWith(".js") ? 0 : 1);
  return files
    .sort((a, b) => first(a) - first(b))
    .map((file) => ({
      type: file.endsWith(".js") ? "ESModule" : "Text",
      path: file,
      contents: readFileSync(join(folder, file), "utf8"),
    }));
}
