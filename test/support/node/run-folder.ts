import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "postern-tests-";
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });

/**
 * From here on the temporary folder of this process, and of all that it starts, is one of its own. It is removed when the process
 * ends, by a signal too; what a process left that was killed outright, the next one removes.
 */
export function useRunFolder(): void {
  const base = tmpdir();
  if (base.includes(PREFIX)) return; // A second reading of the configuration, or a run inside another.
  for (const name of readdirSync(base)) {
    const owner = Number(new RegExp(`^${PREFIX}(\\d+)$`).exec(name)?.[1]);
    if (owner > 0 && !isAlive(owner)) remove(join(base, name));
  }
  const folder = join(base, `${PREFIX}${process.pid}`);
  remove(folder);
  mkdirSync(folder);
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
  process.once("exit", () => remove(folder));
  // A signal without a listener ends a process without this event.
  process.once("SIGTERM", () => process.exit(143));
  process.once("SIGHUP", () => process.exit(129));
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // Somebody else's, which this one may not ask.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
