import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  driver: "durable-sqlite",
  schema: [
    "./src/space/tables.ts",
    "./src/directory/state-tables.ts",
    "./src/identities/tables.ts",
    "./src/tokens/tables.ts",
    "./src/approles/tables.ts",
    "./src/trusts/tables.ts",
    "./src/sealing/tables.ts",
    "./src/wrapping/tables.ts",
    "./src/cubbyhole/tables.ts",
    "./src/settings/tables.ts",
    "./src/policies/tables.ts",
    "./src/secrets/tables.ts",
    "./src/generation/tables.ts",
    "./src/rotation/tables.ts",
    "./src/webhooks/tables.ts",
    "./src/audit/tables.ts",
    "./src/broker/state-tables.ts",
    "./src/broker/authentications/tables.ts",
  ],
  out: "./migrations/tenant",
});
