import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiClient } from "./lib/api-client.mjs";
import { readOptions } from "./lib/arguments.mjs";
import { devToken } from "./lib/bootstrap.mjs";
import { watchConsole } from "./lib/console/page.mjs";
import { holdDataFolder } from "./lib/data-folder.mjs";
import { readOperatorToken } from "./lib/dev-vars.mjs";
import { configuredPort, requireFreePort } from "./lib/port.mjs";
import { inProject, ROOT, runMain, ToolError } from "./lib/project.mjs";
import { applyMigrations, startWorker } from "./lib/worker.mjs";
import { setUp } from "./setup.mjs";

/** `npm run dev [-- --port N] [--persist-to DIR]`: from a checkout to a running Postern with a token in one step. */
const OWNER_ONLY = 0o600;
const USAGE = `usage: npm run dev -- [--port N] [--persist-to DIR]
  --port N          listen on 127.0.0.1:N; without it on [dev] port of wrangler.toml
  --persist-to DIR  keep the data there instead of in .wrangler/, and the token in DIR/.dev.token`;

await runMain(async () => {
  const { port, persistTo } = readArguments();
  await requireFreePort(port);
  const advice = `Stop it, or keep the data of this one elsewhere: npm run dev -- --port ${port} --persist-to DIR`;
  await holdDataFolder(persistTo ?? inProject(".wrangler"), advice);
  await setUp();
  await applyMigrations({ persistTo });
  const stopWatching = await watchConsole();
  try {
    const worker = await startWorker({ port, persistTo });
    try {
      const tokenFile = join(persistTo ?? ROOT, ".dev.token");
      greet(worker.url, await tokenOf(worker.url, tokenFile), persistTo === undefined ? ".dev.token" : tokenFile);
    } catch (error) {
      await worker.stop();
      throw error;
    }
    process.exitCode = await worker.exited;
  } finally {
    await stopWatching();
  }
});

function readArguments() {
  const values = readOptions({ port: { type: "string" }, "persist-to": { type: "string" } }, USAGE);
  const port = values.port === undefined ? configuredPort() : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ToolError(`--port ${values.port} is no port\n${USAGE}`);
  return { port, persistTo: values["persist-to"] };
}

/** The one in the file, as long as it is good for something. @param {string} url @param {string} file */
async function tokenOf(url, file) {
  const saved = existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  const clientFor = (/** @type {string} */ token) => apiClient(url, token);
  const token = await devToken({ operator: clientFor(readOperatorToken()), clientFor, saved });
  if (token !== saved) {
    writeFileSync(file, `${token}\n`, { mode: OWNER_ONLY });
    chmodSync(file, OWNER_ONLY); // the mode above counts only for a new file
  }
  return token;
}

/** @param {string} url @param {string} token @param {string} tokenFile as a shell in this folder names it */
function greet(url, token, tokenFile) {
  const authorization = `-H 'Authorization: Bearer ${token}'`;
  const config = {
    ...{ address: "http://127.0.0.1:8200", authMethod: "approle" },
    ...{ roleId: "your-role-id", secretId: "your-secret-id" },
  };
  const integration = JSON.stringify({ name: "local vault", type: "hashicorp", config });
  const lines = [
    ["Console", `${url}/  (sign in with the token)`],
    ["API", `${url}/v1 and /api/v1`],
    ["Docs", `${url}/docs`],
    ["Token", token],
  ].map(([label = "", value]) => `  ${label.padEnd(9)}${value}`);
  console.log(`
Postern is running.

${lines.join("\n")}

By the command line, in another terminal (docs/cli.md):
  npx postern login --url ${url} --stdin < ${quoted(tokenFile)}
  npx postern put demo/db user=shop password=example
Who am I:
  curl -s ${authorization} ${url}/v1/auth/whoami
Register a vault (with your own role id and secret id):
  curl -s ${authorization} -H 'Content-Type: application/json' -d '${integration}' ${url}/api/v1/vault-integrations
List credentials:
  curl -s ${authorization} ${url}/api/v1/credentials
Sign in with one in a browser, step by step: docs/authenticate.md, "Quick start"
`);
}

/** @param {string} file as a shell takes it */
function quoted(file) {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
