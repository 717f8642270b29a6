import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_readConfig as readConfig, unstable_splitSqlQuery as splitSql } from "wrangler";
import { apiClient } from "../../scripts/lib/api-client.mjs";
import { freePort } from "../../scripts/lib/child.mjs";
import { mintOperatorToken } from "../../scripts/lib/operator-token.mjs";
import { inProject } from "../../scripts/lib/project.mjs";
import { RATE_CATEGORIES } from "./rate-categories.mjs";

/**
 * Postern in workerd, without `wrangler dev`: that one logs each request through Node, and takes most of the time measured.
 * A direct socket leads from the client to the Worker; Miniflare's own entry would be a second Worker before it.
 *
 * @typedef {{ url: string, operator: import("../../scripts/lib/api-client.mjs").Client, stop: () => Promise<void> }} Postern
 * @typedef {Awaited<ReturnType<typeof import("./build.mjs").buildWorker>>} Modules
 */

/** Per minute, by category; where one is missing it is the default. */
const LIFTED = Object.fromEntries(RATE_CATEGORIES.map((name) => [name, 0]));

/**
 * @param {Modules} modules @param {string} folder where the tables lie
 * @param {Record<string, number>} [rateLimits] all lifted, if nothing is said
 * @returns {Promise<Postern>}
 */
export async function startPostern(modules, folder, rateLimits = LIFTED) {
  const config = readConfig({ config: inProject("wrangler.toml") }, { hideWarnings: true });
  const operatorToken = mintOperatorToken();
  const { miniflare, url } = await startWorkerd({
    ...platform(config),
    modules,
    bindings: {
      ROOT_KEYS: JSON.stringify([{ id: "bench-1", key: randomBytes(32).toString("base64") }]),
      OPERATOR_TOKEN: operatorToken,
      OUTBOUND_ALLOW: JSON.stringify(["127.0.0.1"]),
      RATE_LIMITS: JSON.stringify(rateLimits),
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
  await migrate(miniflare, config.d1_databases);
  return { url, operator: apiClient(url, operatorToken), stop: () => miniflare.dispose() };
}

/**
 * Any Worker that needs no storage. Note that Miniflare puts a relay, itself a Worker, before each outgoing request.
 * @param {Modules} modules @param {Record<string, string>} [bindings] @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startBareWorker(modules, bindings = {}) {
  const config = readConfig({ config: inProject("wrangler.toml") }, { hideWarnings: true });
  const { miniflare, url } = await startWorkerd({ ...platform(config), modules, bindings });
  return { url, stop: () => miniflare.dispose() };
}

/** @param {{ compatibility_date?: string, compatibility_flags?: string[] }} config */
const platform = ({ compatibility_date, compatibility_flags }) => ({
  compatibilityDate: compatibility_date,
  compatibilityFlags: compatibility_flags,
});

/** @param {Record<string, unknown>} worker */
async function startWorkerd(worker) {
  const port = await freePort();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: await freePort(),
      cf: false,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: tellFaults,
      modulesRoot: "/",
      unsafeDirectSockets: [{ host: "127.0.0.1", port }],
      ...worker,
    }),
  );
  await miniflare.ready;
  return { miniflare, url: `http://127.0.0.1:${port}` };
}

/** A line for each request would be all that is seen. @param {{ level: string, message: string }} entry */
function tellFaults({ level, message }) {
  if (level === "error") console.error(message);
}

/** @param {Miniflare} miniflare @param {{ binding: string, migrations_dir?: string }[]} databases */
async function migrate(miniflare, databases) {
  for (const { binding, migrations_dir = "migrations" } of databases) {
    const database = await miniflare.getD1Database(binding);
    const files = readdirSync(inProject(migrations_dir)).filter((name) => name.endsWith(".sql"));
    for (const file of files.sort()) {
      for (const statement of splitSql(readFileSync(inProject(migrations_dir, file), "utf8")))
        await database.prepare(statement).run();
    }
  }
}
