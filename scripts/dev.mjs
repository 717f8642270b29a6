import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { apiClient } from "./lib/api-client.mjs";
import { readOptions } from "./lib/arguments.mjs";
import { devToken } from "./lib/bootstrap.mjs";
import { readOperatorToken } from "./lib/dev-vars.mjs";
import { configuredPort, requireFreePort } from "./lib/port.mjs";
import { inProject, runMain, ToolError } from "./lib/project.mjs";
import { applyMigrations, startWorker } from "./lib/worker.mjs";
import { setUp } from "./setup.mjs";

/** `npm run dev [-- --port N] [--persist-to DIR]`: from a checkout to a running Postern with a token in one step. */
const TOKEN_FILE = inProject(".dev.token");
const OWNER_ONLY = 0o600;
const USAGE = `usage: npm run dev -- [--port N] [--persist-to DIR]
  --port N          listen on 127.0.0.1:N; without it on [dev] port of wrangler.toml
  --persist-to DIR  keep the data there instead of in .wrangler/`;

await runMain(async () => {
  const { port, persistTo } = readArguments();
  await requireFreePort(port);
  setUp();
  await applyMigrations({ persistTo });
  const worker = await startWorker({ port, persistTo });
  try {
    greet(worker.url, await tokenOf(worker.url));
  } catch (error) {
    await worker.stop();
    throw error;
  }
  process.exitCode = await worker.exited;
});

function readArguments() {
  const values = readOptions({ port: { type: "string" }, "persist-to": { type: "string" } }, USAGE);
  const port = values.port === undefined ? configuredPort() : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ToolError(`--port ${values.port} is no port\n${USAGE}`);
  return { port, persistTo: values["persist-to"] };
}

/** @param {string} url */
async function tokenOf(url) {
  const saved = existsSync(TOKEN_FILE) ? readFileSync(TOKEN_FILE, "utf8").trim() : undefined;
  const clientFor = (/** @type {string} */ token) => apiClient(url, token);
  const token = await devToken({ operator: clientFor(readOperatorToken()), clientFor, saved });
  if (token !== saved) {
    writeFileSync(TOKEN_FILE, `${token}\n`, { mode: OWNER_ONLY });
    chmodSync(TOKEN_FILE, OWNER_ONLY); // the mode above counts only for a new file
  }
  return token;
}

/** @param {string} url @param {string} token */
function greet(url, token) {
  const authorization = `-H 'Authorization: Bearer ${token}'`;
  const config = {
    ...{ address: "http://127.0.0.1:8200", authMethod: "approle" },
    ...{ roleId: "your-role-id", secretId: "your-secret-id" },
  };
  const integration = JSON.stringify({ name: "local vault", type: "hashicorp", config });
  const lines = [
    ["API", url],
    ["Docs", `${url}/docs`],
    ["Token", token],
  ].map(([label = "", value]) => `  ${label.padEnd(7)}${value}`);
  console.log(`
Postern is running.

${lines.join("\n")}

By the command line, in another terminal (docs/cli.md):
  npx postern login --url ${url} --stdin < .dev.token
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
