import fc from "fast-check";
import { expect, it } from "vitest";
import { type ListRequest, pageByAge } from "../../src/broker/pages";
import { AppError } from "../../src/errors";

const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

it("pageByAge shows every row that stays exactly once, in order, whatever comes and goes between pages", () => {
  const row = fc.record({ id: fc.uuid(), createdAtMs: fc.integer({ min: 0, max: 5000 }) });
  const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 });
  const binding = ["list", "tnt_x"];
  fc.assert(
    fc.property(rows, rows, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (staying, passing, limits) => {
      const stays = staying.filter(({ id }) => !passing.some((other) => other.id === id));
      const seen: string[] = [];
      let [cursor, round]: [string | undefined, number] = [undefined, 0];
      do {
        const present = [...stays, ...passing.filter((_, i) => (i + round) % 3 !== 0)];
        const request: ListRequest = { limit: limits.next().value, cursor };
        const page = pageByAge(present, request, binding);
        expect(page.items.length > 0 || page.cursor === null).toBe(true);
        seen.push(...idsOf(page.items));
        cursor = page.cursor ?? undefined;
        round++;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      const kept = new Set(idsOf(stays));
      const whole = pageByAge(stays, { limit: undefined, cursor: undefined }, binding);
      expect(seen.filter((id) => kept.has(id))).toEqual(idsOf(whole.items));
    }),
    { numRuns: 300 },
  );
});

it("pageByAge takes no cursor of another binding, and none that it did not write", () => {
  const rows = [1, 2, 3].map((i) => ({ id: `id${i}`, createdAtMs: i }));
  const { cursor: written } = pageByAge(rows, { limit: 1, cursor: undefined }, ["a", "b"]);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.constant(written ?? "")), (cursor) => {
      expect(() => pageByAge(rows, { limit: 1, cursor }, ["ab"])).toThrow(AppError);
    }),
  );
});
