import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { inProject, ToolError } from "./project.mjs";

const DEFAULT_PORT = 8787;

/** `port` of the section `[dev]` of wrangler.toml. @param {string} [text] the file's text */
export function configuredPort(text = readFileSync(inProject("wrangler.toml"), "utf8")) {
  const section = /^\[dev\]\s*$(?<lines>[\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.groups?.lines ?? "";
  const digits = /^port\s*=\s*(\d+)\s*(#.*)?$/m.exec(section)?.[1];
  return digits === undefined ? DEFAULT_PORT : Number(digits);
}

/** Throws ToolError where somebody listens there already. Nothing is said to who does. @param {number} port */
export async function requireFreePort(port) {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new ToolError(
        `port ${port} is taken by another program, which was not spoken to. Choose another: npm run dev -- --port ${port + 1} (beside another npm run dev with --persist-to DIR, too)`,
      );
    }
    throw new ToolError(`port ${port} can not be listened on (${code ?? "unknown"})`);
  }
  probe.close();
  await once(probe, "close");
}
