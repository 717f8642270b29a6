import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand, temporaryFolder } from "./command";
import { hasClients, pythonPath, servers } from "./servers";

const SCRIPT = join(import.meta.dirname, "hvac_client.py");
/** Of `hvac_client.py`. */
const CHAPTERS = ["kv", "tokens", "approle", "wrapping", "system"];
const tried = CHAPTERS.flatMap((chapter) => servers.map((server) => ({ chapter, server, name: server.name })));

describe.skipIf(!hasClients)("hvac", () => {
  it.each(tried)("hvac holds what it promises about $chapter at $name", async ({ chapter, server }) => {
    const ended = await runCommand("python3", ["-B", SCRIPT, chapter], {
      HOME: temporaryFolder(),
      PYTHONPATH: pythonPath,
      VAULT_SERVER: server.url,
      VAULT_SERVER_TOKEN: server.token,
    });
    expect(ended).toMatchObject({ code: 0, err: "" });
    expect(ended.out).toMatch(/\nall held\n$/);
  });
});
