import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ToolError } from "./project.mjs";

/**
 * Two processes on the same tables would each refuse what the other wrote, so whoever works on a folder listens at a socket that
 * the folder's name leads to. A process that was killed leaves a socket at which nobody answers: that one is taken over.
 * Throws ToolError, with `advice`, where another process has the folder.
 * @param {string} folder is made if it is not there @param {string} advice
 */
export async function holdDataFolder(folder, advice) {
  mkdirSync(folder, { recursive: true });
  const address = socketOf(realpathSync(folder));
  if (await listens(address)) return;
  if (await answers(address)) throw new ToolError(`another process has the data in ${folder}. ${advice}`);
  rmSync(address, { force: true });
  if (!(await listens(address))) throw new ToolError(`another process took the data in ${folder}. ${advice}`);
}

/** Short, because the name of a socket is; a checkout's own may not be. @param {string} folder */
function socketOf(folder) {
  const name = `postern-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** Until this process ends, which it does not keep from it. False: there is a socket already. @param {string} address */
async function listens(address) {
  const server = createServer((socket) => socket.end());
  try {
    server.listen(address);
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
  server.unref();
  return true;
}

/** @param {string} address */
async function answers(address) {
  const socket = connect(address);
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOENT"))
      return false;
    throw error;
  } finally {
    socket.destroy();
  }
}
