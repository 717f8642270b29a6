import { describe, expect, it } from "vitest";
import guide from "../../docs/audit.md?raw";
import { ACTION_NAMES, ACTIONS } from "../../src/audit/actions";
import { operations } from "../../src/space/modules";
import { call } from "../support/api";

const sources = import.meta.glob<string>("../../src/**/*.ts", { query: "?raw", import: "default", eager: true });

/** Actions of operations, and those that the code names for rows of its own. */
function written(): Set<string> {
  const found = new Set<string>();
  for (const { action, failedAction } of operations.values())
    for (const name of [action, failedAction]) if (name) found.add(name);
  for (const [path, text] of Object.entries(sources))
    if (!path.endsWith("schemas.ts"))
      for (const [, name] of text.matchAll(/(?:action: |failedAction: |also\(|PRUNED = )"([a-z_.]+)"/g))
        found.add(String(name));
  return found;
}

describe("the list of actions", () => {
  it("has every action that the code can write, and no other", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(200);
    expect([...written()].sort()).toEqual([...ACTION_NAMES]);
  });

  it("is the table of the guide", () => {
    const rows = [...guide.matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gm)].map(([, name, says]) => [name, says]);
    const table = rows.filter(([name]) => Object.hasOwn(ACTIONS, String(name)));
    expect(Object.fromEntries(table)).toEqual(ACTIONS);
  });

  it("stands in the OpenAPI document", async () => {
    const { body } = await call("GET /openapi.json");
    const { parameters } = body.paths["/v1/audit/logs"].get;
    const { schema, description } = parameters.find(({ name }: { name: string }) => name === "action");
    for (const action of ACTION_NAMES) expect(`${description} ${schema.description}`).toContain(`\`${action}\``);
  });
});
