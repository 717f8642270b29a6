import tseslint from "typescript-eslint";

/** Who may import what: DESIGN in one table. `from` may not import anything that `never` matches. */
const ROOMS = ["directory", "identities", "broker", "audit"];
const room = (name) => `**/${name}/**`;
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const hono = { group: ["hono", "hono/*", "@hono/*"], message: "hono only in app, http and routes" };
const drizzle = { group: ["drizzle-orm", "drizzle-orm/*"], message: "drizzle only in tables, operations and tenant" };

export default tseslint.config({
  files: ["src/**/*.ts", "test/**/*.ts"],
  ignores: ["test/support/node/**"],
  plugins: { "@typescript-eslint": tseslint.plugin },
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    "@typescript-eslint/no-floating-promises": ["error", { checkThenables: true }],
    "@typescript-eslint/no-misused-promises": "error",
    "@typescript-eslint/await-thenable": "error",
    "@typescript-eslint/switch-exhaustiveness-check": "error",
    "@typescript-eslint/return-await": ["error", "in-try-catch"],
  },
});
