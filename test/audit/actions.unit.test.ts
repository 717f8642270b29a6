import { expect, it } from "vitest";
import guide from "../../docs/audit.md?raw";
import { ACTION_NAMES, ACTIONS } from "../../src/audit/actions";
import { operations } from "../../src/space/modules";

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
  // Acts of operations that are several.
  for (const text of Object.values(sources))
    for (const [, name] of text.matchAll(/"(version_(?:delete|undelete|destroy))"/g)) found.add(String(name));
  return found;
}

it("the list of actions has every action that the code can write, and no other", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(200);
  expect([...written()].sort()).toEqual([...ACTION_NAMES]);
});

it("the list of actions is the table of the guide", () => {
  const rows = [...guide.matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gm)].map(([, name, says]) => [name, says]);
  const table = rows.filter(([name]) => Object.hasOwn(ACTIONS, String(name)));
  expect(Object.fromEntries(table)).toEqual(ACTIONS);
});
