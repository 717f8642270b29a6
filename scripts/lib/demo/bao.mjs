import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChild, waitUntil } from "../child.mjs";
import { ToolError } from "../project.mjs";

/**
 * The command line of OpenBao and its agent, told that Postern is a vault. Neither sees the home, the token or the settings of who runs this.
 *
 * @typedef {{ binary: string, address: string, folder: string }} Bao `folder`: where commands run, and what they write lies
 */
const OF_ITS_OWN = /^(?:BAO|VAULT)_|^HOME$/;
const COMMAND_MS = 60_000;
const RENDER_MS = 60_000;

/** @param {Bao} bao @param {string} token none if empty */
function environment({ address, folder }, token) {
  const kept = Object.entries(process.env).filter(([name]) => !OF_ITS_OWN.test(name));
  const told = { VAULT_ADDR: address, VAULT_FORMAT: "json", HOME: folder };
  return { ...Object.fromEntries(kept), ...told, ...(token === "" ? {} : { VAULT_TOKEN: token }) };
}

/**
 * A shell of somebody's, with a token in its environment. What `bao` prints is JSON there.
 * @param {Bao} bao @param {string} name whose it is @param {string} [token]
 * @returns {import("./story.mjs").Terminal}
 */
export function terminal(bao, name, token = "") {
  const options = { cwd: bao.folder, env: environment(bao, token), timeout: COMMAND_MS };
  return {
    name,
    run: ([program, ...args]) =>
      new Promise((resolve, reject) => {
        if (program !== "bao") throw new ToolError(`only bao is typed here, not ${program}`);
        execFile(bao.binary, args, options, (error, out, err) => {
          const code = error === null ? 0 : error.code;
          if (typeof code === "number") resolve({ code, text: code === 0 ? out : err });
          else reject(new ToolError(`bao ${args[0]} did not end by itself: ${error?.message}`));
        });
      }),
  };
}

/**
 * `bao agent`, which logs in by AppRole with a wrapped secret id, and keeps a file as its template says.
 * @param {import("../lifetime.mjs").Lifetime} life @param {Bao} bao
 * @param {{ roleId: string, wrapped: string, creationPath: string, template: string }} wish
 */
export async function startAgent(life, bao, { roleId, wrapped, creationPath, template }) {
  const at = (/** @type {string} */ name) => join(bao.folder, name);
  const config = {
    vault: { address: bao.address },
    auto_auth: {
      method: [
        {
          type: "approle",
          config: {
            role_id_file_path: at("role-id"),
            secret_id_file_path: at("wrapped-secret-id"),
            secret_id_response_wrapping_path: creationPath,
          },
        },
      ],
    },
    // Where a value has no end that is known, it is read again so often.
    template_config: { static_secret_render_interval: "1s", exit_on_retry_failure: true },
    template: [{ contents: template, destination: at("rendered") }],
  };
  writeFileSync(at("role-id"), roleId);
  writeFileSync(at("wrapped-secret-id"), wrapped, { mode: 0o600 });
  writeFileSync(at("agent.json"), JSON.stringify(config));
  const agent = await life.hold(
    async () => startChild(bao.binary, ["agent", "-config=agent.json"], { cwd: bao.folder, env: environment(bao, "") }),
    (child) => child.stop(),
  );
  let said = "";
  for (const stream of [agent.child.stdout, agent.child.stderr]) stream?.on("data", (part) => (said += part));
  const rendered = () => (existsSync(at("rendered")) ? readFileSync(at("rendered"), "utf8") : "");
  return {
    /** Whether the secret id still lies where it was put for the agent. */
    hasSecretId: () => existsSync(at("wrapped-secret-id")),
    /** Waits until the file is another than this. @param {string} before @returns {Promise<string>} what it is now */
    async renders(before) {
      const isNew = async () => rendered() !== before;
      if (!(await waitUntil(isNew, { timeoutMs: RENDER_MS, running: agent.running })))
        throw new ToolError(`bao agent rendered nothing new in ${RENDER_MS / 1000} s:\n${said}`);
      return rendered();
    },
    stop: agent.stop,
  };
}
