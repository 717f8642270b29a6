import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_readConfig as readConfig, unstable_splitSqlQuery as splitSql } from "wrangler";
import { apiClient } from "../../scripts/lib/api-client.mjs";
import { freePort } from "../../scripts/lib/child.mjs";
import { mintOperatorToken } from "../../scripts/lib/operator-token.mjs";
import { inProject, ROOT } from "../../scripts/lib/project.mjs";
import { newestWorkerd } from "./processes.mjs";
import { rateCategories } from "./rate-categories.mjs";

/**
 * Postern in workerd, without `wrangler dev`: that one logs each request through Node, and takes most of the time measured.
 * A direct socket leads from the client to the Worker; Miniflare's own entry would be a second Worker before it.
 *
 * @typedef {object} Postern
 * @property {string} url
 * @property {number | undefined} pid of its workerd, where the system tells it; another one after `restart`
 * @property {import("../../scripts/lib/api-client.mjs").Client} operator
 * @property {() => Promise<void>} restart ends the process and starts another on the same tables: everything sleeps
 * @property {() => Promise<void>} stop
 * @typedef {Awaited<ReturnType<typeof import("./build.mjs").buildWorker>>} Modules
 */

/**
 * @param {Modules} modules @param {string} folder where the tables lie
 * @param {Record<string, number>} [rateLimits] per minute, by category, the default where one is missing; all lifted, if nothing is said
 * @param {string} [root] of the checkout that the modules were built from
 * @returns {Promise<Postern>}
 */
export async function startPostern(modules, folder, rateLimits, root = ROOT) {
  const config = readConfig({ config: join(root, "wrangler.toml") }, { hideWarnings: true });
  const operatorToken = mintOperatorToken();
  const lifted = Object.fromEntries(rateCategories(root).map((name) => [name, 0]));
  const workerd = await startWorkerd({
    ...platform(config),
    modules,
    bindings: {
      ROOT_KEYS: JSON.stringify([{ id: "bench-1", key: randomBytes(32).toString("base64") }]),
      OPERATOR_TOKEN: operatorToken,
      OUTBOUND_ALLOW: JSON.stringify(["127.0.0.1"]),
      // As the Worker's own variable: what a line for each request costs is seen by a run without it.
      REQUEST_LOG: process.env.REQUEST_LOG ?? "all",
      RATE_LIMITS: JSON.stringify(rateLimits ?? lifted),
    },
    d1Databases: Object.fromEntries(
      config.d1_databases.map(({ binding, database_id }) => [binding, String(database_id)]),
    ),
    durableObjects: Object.fromEntries(
      config.durable_objects.bindings.map(({ name, class_name }) => [name, { className: class_name, useSQLite: true }]),
    ),
    defaultPersistRoot: folder,
    d1Persist: join(folder, "d1"),
    durableObjectsPersist: join(folder, "objects"),
  });
  await migrate(workerd.miniflare, config.d1_databases, root);
  const { url, restart, stop } = workerd;
  return {
    url,
    get pid() {
      return workerd.pid;
    },
    operator: apiClient(url, operatorToken),
    restart,
    stop,
  };
}

/**
 * Any Worker that needs no storage. Note that Miniflare puts a relay, itself a Worker, before each outgoing request.
 * @param {Modules} modules @param {Record<string, string>} [bindings] @returns {Promise<Omit<Postern, "operator" | "restart">>}
 */
export async function startBareWorker(modules, bindings = {}) {
  const config = readConfig({ config: inProject("wrangler.toml") }, { hideWarnings: true });
  const { url, pid, stop } = await startWorkerd({ ...platform(config), modules, bindings });
  return { url, pid, stop };
}

/** @param {{ compatibility_date?: string, compatibility_flags?: string[] }} config */
const platform = ({ compatibility_date, compatibility_flags }) => ({
  compatibilityDate: compatibility_date,
  compatibilityFlags: compatibility_flags,
});

/** @param {Record<string, unknown>} worker */
async function startWorkerd(worker) {
  const port = await freePort();
  const options = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: await freePort(),
    cf: false,
    log: new Log(LogLevel.ERROR),
    handleStructuredLogs: tellFaults,
    modulesRoot: "/",
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
    ...worker,
  });
  const miniflare = new Miniflare(options);
  await miniflare.ready;
  const workerd = {
    miniflare,
    url: `http://127.0.0.1:${port}`,
    pid: newestWorkerd(),
    async restart() {
      await miniflare.setOptions(options);
      workerd.pid = newestWorkerd();
    },
    stop: () => miniflare.dispose(),
  };
  return workerd;
}

/** A line for each request would be all that is seen. @param {{ level: string, message: string }} entry */
function tellFaults({ level, message }) {
  if (level === "error") console.error(message);
}

/** @param {Miniflare} miniflare @param {{ binding: string, migrations_dir?: string }[]} databases @param {string} root */
async function migrate(miniflare, databases, root) {
  for (const { binding, migrations_dir = "migrations" } of databases) {
    const database = await miniflare.getD1Database(binding);
    const files = readdirSync(join(root, migrations_dir)).filter((name) => name.endsWith(".sql"));
    for (const file of files.sort()) {
      for (const statement of splitSql(readFileSync(join(root, migrations_dir, file), "utf8")))
        await database.prepare(statement).run();
    }
  }
}
