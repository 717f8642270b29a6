import path from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { TEST_BINDINGS } from "./test/support/node/bindings.ts";

export default defineConfig({
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
    include: ["test/**/*.test.ts"],
    // For the slowest machine at its busiest: nothing here asserts speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", "./test/support/node/reporter.ts"],
    globalSetup: [
      "./test/support/node/openbao.ts",
      "./test/support/node/fake-vault.ts",
      "./test/support/node/key-tools.ts",
    ],
    setupFiles: ["./test/support/setup.ts"],
    coverage: { provider: "istanbul", include: ["src/**/*.ts"], reporter: ["text", "json-summary"] },
  },
});
