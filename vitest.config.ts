import { readFile } from "node:fs/promises";
import path from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, type Plugin } from "vitest/config";
import { TEST_BINDINGS } from "./test/support/node/bindings.ts";
import { useRunFolder } from "./test/support/node/run-folder.ts";

useRunFolder();

/**
 * Rules alone, without a vault or a network: in plain Node, in seconds. What leans on the platform's own parsers, of URLs and
 * requests, is tested in the runtime: Node's differ from those that count.
 */
const UNIT = ["test/**/*.unit.test.ts"];
/** These ask what is true of a whole deployment, or start one of their own making: each gets a fresh one. */
const ALONE = ["test/system/**/*.test.ts", "test/keys/**/*.test.ts", "test/contract/{canary,paths,turns,walk}.test.ts"];
/** These start what people type into a shell, and look at what it does: in plain Node. */
const SCRIPTS = ["test/scripts/**/*.test.ts"];
/** These sign in with a real Chromium on pages of their own, in plain Node. Without one they are skipped, and that is said. */
const CHROMIUM = ["test/sign-in/browser/**/*.test.ts"];

/** These sign in through the whole of Postern, with a real Chromium. */
const AUTHENTICATE = ["test/broker/authentications/chromium/**/*.test.ts", "test/mcp/chromium/**/*.test.ts"];
/** These type the command line into a shell, against a server at a socket: in plain Node. */
const COMMAND_LINE = ["test/cli/**/*.test.ts"];
/** These look at the console with a real Chromium, against a server at a socket: in plain Node. */
const CONSOLE = ["test/console/browser/**/*.test.ts"];
/** These are clients of Vault, none of them ours, against a server at a socket: in plain Node. */
const VAULT_CLIENTS = ["test/vault-api/clients/**/*.test.ts"];
/** These are clients that generators make of our document, against the same server. */
const MADE_CLIENTS = ["test/made-clients/**/*.test.ts"];

const OPENBAO = "./test/support/node/openbao.ts";
const VAULT_SERVERS = "./test/support/node/vault-servers.ts";
const COMMAND_LINE_SERVERS = "./test/support/node/command-line.ts";
const CONSOLE_SERVER = "./test/support/node/console.ts";
const GENERATORS = "./test/support/node/generators.ts";
const FAKE_VAULT = "./test/support/node/fake-vault.ts";
const BROWSER = "./test/support/node/chromium.ts";
const CHROMIUM_SITE = "./test/support/node/chromium-site.ts";
const FAKE_BROWSER = "./test/support/node/fake-browser.ts";
const ISSUER = "./test/support/node/issuer.ts";
const KEY_TOOLS = "./test/support/node/key-tools.ts";

/** For the slowest machine at its busiest: nothing here asserts speed. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

// The secrets that `wrangler.toml` asks for, which its reader looks for here before the bindings below are laid over them, and
// would warn of otherwise. Which file it found them in is told at the level below.
Object.assign(process.env, {
  ROOT_KEYS: TEST_BINDINGS.ROOT_KEYS,
  OPERATOR_TOKEN: TEST_BINDINGS.OPERATOR_TOKEN,
  WRANGLER_LOG: "warn",
});

/** Its map names sources that its package has not: without a map there is nothing to warn of. */
const withoutBrokenMaps: Plugin = {
  name: "without-broken-maps",
  enforce: "pre",
  async load(id) {
    if (!id.includes("/standardwebhooks/dist/")) return undefined;
    return (await readFile(id.replace(/[?].*/, ""), "utf8")).replace(/^[/][/]# sourceMappingURL=.*$/gm, "");
  },
};

interface Runtime {
  readonly name: string;
  /** A runtime of its own for each file. One costs a second or two to start: without it they share those that there are. */
  readonly isolate: boolean;
  readonly include: string[];
  readonly exclude: string[];
  readonly globalSetup: string[];
}

/** Files that run in workerd. */
const inRuntime = (options: Runtime) => ({
  plugins: [
    withoutBrokenMaps,
    cloudflareTest(async () => ({
      // The runtime's own notes: of every exception, also of those that a test causes and catches.
      verbose: false,
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        bindings: {
          ...TEST_BINDINGS,
          TEST_MIGRATIONS: await readD1Migrations(path.join(import.meta.dirname, "migrations/d1")),
        },
      },
    })),
  ],
  test: {
    ...options,
    ...PATIENCE,
    // With this cache on disk every file that joins a runtime is sent all modules anew, though they are there: a second for each.
    fsModuleCache: options.isolate,
    setupFiles: ["./test/support/setup.ts"],
    sequence: { groupOrder: 1 },
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        // As the console's own build has it.
        resolve: { alias: { "#texts": path.join(import.meta.dirname, "console/src/texts/en") } },
        test: {
          name: "unit",
          include: UNIT,
          ...PATIENCE,
          isolate: false,
          setupFiles: ["./test/support/node/globals.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      inRuntime({
        name: "shared",
        isolate: false,
        include: ["test/**/*.test.ts"],
        exclude: [
          ...[...UNIT, ...ALONE, ...SCRIPTS, ...CHROMIUM, ...AUTHENTICATE],
          ...[...COMMAND_LINE, ...CONSOLE, ...VAULT_CLIENTS, ...MADE_CLIENTS],
        ],
        globalSetup: [OPENBAO, FAKE_VAULT, FAKE_BROWSER, ISSUER, KEY_TOOLS],
      }),
      inRuntime({
        name: "alone",
        isolate: true,
        include: ALONE,
        exclude: UNIT,
        globalSetup: [FAKE_VAULT, FAKE_BROWSER, ISSUER],
      }),
      inRuntime({
        name: "authenticate",
        isolate: false,
        include: AUTHENTICATE,
        exclude: UNIT,
        globalSetup: [FAKE_VAULT, CHROMIUM_SITE],
      }),
      {
        test: { name: "chromium", include: CHROMIUM, globalSetup: [BROWSER], ...PATIENCE, sequence: { groupOrder: 1 } },
      },
      {
        test: {
          name: "clients",
          include: [...VAULT_CLIENTS, ...MADE_CLIENTS],
          globalSetup: [VAULT_SERVERS, GENERATORS],
          ...PATIENCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "cli",
          include: COMMAND_LINE,
          exclude: UNIT,
          globalSetup: [COMMAND_LINE_SERVERS],
          ...PATIENCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "console",
          include: CONSOLE,
          exclude: UNIT,
          globalSetup: [CONSOLE_SERVER, ISSUER],
          ...PATIENCE,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: "scripts", include: SCRIPTS, ...PATIENCE, sequence: { groupOrder: 1 } } },
    ],
    // Twice the cores of a small machine: what a test takes is half waiting, for a browser, a vault, a page that must stay quiet.
    maxWorkers: 4,
    reporters: ["default", "./test/support/node/reporter.ts"],
    coverage: {
      provider: "istanbul",
      include: ["src/**/*.ts"],
      // It runs in pages as text, where a counter would be a name that nobody knows.
      exclude: ["src/sign-in/page/in-page/**"],
      reporter: ["text", "json-summary"],
    },
  },
});
