import { build } from "vite";
import { inProject } from "../project.mjs";

const CONFIG = inProject("console", "vite.config.ts");

/** The console's files, made of `console/`. */
export async function buildConsole() {
  await build({ configFile: CONFIG, logLevel: "warn" });
}

/**
 * The same, and again whenever a file of the source changes; a page that is open then loads itself anew. Resolves after the first time.
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function watchConsole() {
  const watcher = await build({ configFile: CONFIG, logLevel: "warn", mode: "development", build: { watch: {} } });
  if (!("on" in watcher)) throw new Error("vite watches nothing");
  await new Promise((resolve, reject) => {
    watcher.on("event", (event) => {
      if (event.code === "END") resolve(undefined);
      // Later faults of the source are shown by Vite, and the next change is a new try.
      if (event.code === "ERROR") reject(event.error);
    });
  });
  return () => watcher.close();
}
