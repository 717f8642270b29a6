import fc from "fast-check";
import { expect, it } from "vitest";
import { pageOf, startOf } from "../../src/kernel/page";
import { failureOf } from "../policies/book-support";

it("a page leads through any list without loss or repetition, whatever the limit", () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 });
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 12 }), (all, limit) => {
      const sorted = all.toSorted();
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let turn = 0; turn <= sorted.length; turn++) {
        const request = { limit, cursor };
        const [after] = startOf(request, ["l"], ["string"]) ?? [];
        const rows = sorted.filter((name) => after === undefined || name > after).slice(0, limit + 1);
        const page = pageOf(rows, request, ["l"], (name) => [name]);
        seen.push(...page.items);
        if (page.cursor === null) break;
        cursor = page.cursor;
      }
      expect(seen).toEqual(sorted);
    }),
  );
});

it("a page takes no cursor of another list or of another shape", () => {
  const { cursor } = pageOf(["a", "b"], { limit: 1, cursor: undefined }, ["l", "s"], (name) => [name]);
  const start = (binding: string[], kinds: readonly ("string" | "number")[]) =>
    failureOf(() => startOf({ limit: 1, cursor: cursor ?? undefined }, binding, kinds));
  expect(start(["l", "s"], ["string"])).toEqual(["a"]);
  for (const refused of [
    start(["l", "t"], ["string"]),
    start(["l", "s"], ["number"]),
    start(["l", "s"], ["string", "string"]),
  ])
    expect(refused).toEqual({ code: "invalid_cursor" });
});
