import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: ["./src/directory/tables.ts", "./src/broker/tables.ts", "./src/trusts/audience-tables.ts"],
  out: "./migrations/d1",
});
