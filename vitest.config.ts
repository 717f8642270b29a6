import path from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { TEST_BINDINGS } from "./test/support/node/bindings.ts";

/** These ask what is true of a whole deployment, or start one of their own making: each gets a fresh one. */
const ALONE = ["test/system/**/*.test.ts", "test/keys/**/*.test.ts", "test/contract/**/*.test.ts"];
/** These start what people type into a shell, and look at what it does: in plain Node. */
const SCRIPTS = ["test/scripts/**/*.test.ts"];

/** A runtime costs a second or two to start: all other files share those that there are, with tenants of their own. */
const project = (name: string, isolate: boolean, include: string[], exclude: string[] = []) => ({
  plugins: [
    cloudflareTest(async () => ({
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
    name,
    isolate,
    include,
    exclude,
    // For the slowest machine at its busiest: nothing here asserts speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: [
      "./test/support/node/openbao.ts",
      "./test/support/node/fake-vault.ts",
      "./test/support/node/key-tools.ts",
    ],
    setupFiles: ["./test/support/setup.ts"],
  },
});

export default defineConfig({
  test: {
    projects: [
      project("shared", false, ["test/**/*.test.ts"], [...ALONE, ...SCRIPTS]),
      project("alone", true, ALONE),
      { test: { name: "scripts", include: SCRIPTS, testTimeout: 120_000, hookTimeout: 300_000 } },
    ],
    maxWorkers: 2,
    reporters: ["default", "./test/support/node/reporter.ts"],
    coverage: { provider: "istanbul", include: ["src/**/*.ts"], reporter: ["text", "json-summary"] },
  },
});
