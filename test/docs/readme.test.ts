import { expect, it } from "vitest";
import readme from "../../README.md?raw";
import { app } from "../../src/app";
import { SCOPES } from "../../src/kernel/actor";
import { DEFAULT_RATE_LIMITS } from "../../src/rate-limits";
import { operations } from "../../src/space/modules";

type Methods = Readonly<Record<string, { readonly operationId: string }>>;
const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });

const scopeOf = (id: string): string => {
  const operation = operations.get(id);
  if (!operation || operation.login) return "no token";
  const { scope, allowsOwnToken } = operation;
  if (scope === null) return id.startsWith("keys.") ? "operator" : "any token";
  return `\`${scope}\`${allowsOwnToken ? " or itself" : ""}`;
};

/** One row per path: its methods, each with the scope it takes. */
function rowOf(path: string, methods: Methods): string {
  const byScope = new Map<string, string[]>();
  for (const [method, { operationId }] of Object.entries(methods)) {
    const scope = scopeOf(operationId);
    byScope.set(scope, [...(byScope.get(scope) ?? []), method.toUpperCase()]);
  }
  return `| \`${path}\` | ${[...byScope].map(([scope, names]) => `${names.join(" ")} ${scope}`).join(", ")} |`;
}

it("the README has the endpoint table, whole and true", () => {
  // What a partner shares mirrors the store's routes; the README says so in a sentence.
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => !path.startsWith("/v1/partner/secrets"));
  const rows = paths.map(([path, methods]) => rowOf(path, methods as Methods));
  const told = readme.split("\n").filter((line) => /^\| `\/(api\/)?v1\//.test(line));
  expect(told).toEqual(rows);
});

it("the README says of each scope what it allows, and of no other", () => {
  const [, table = ""] = readme.split("\n## Scopes\n");
  const cells = (table.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  const told = cells.flatMap((line) => line.split("|")[1]?.match(/[a-z]+:[a-z]+|admin/g) ?? []);
  expect(told.toSorted()).toEqual(SCOPES.toSorted());
});

it("the README tells every category of rate limits with its default, each once", () => {
  const [, table = ""] = readme.split("\n| Requests a minute and identity, by category | |\n");
  const told = [...(table.split("\n\n")[0] ?? "").matchAll(/`([a-z_]+)` (\d+)/g)].map(([, name, limit]) => [
    name,
    Number(limit),
  ]);
  expect(told.toSorted()).toEqual(Object.entries(DEFAULT_RATE_LIMITS).toSorted());
});
