import fc from "fast-check";
import { expect, it } from "vitest";
import { inPool } from "../../../console/src/pages/broker/match/pool.ts";
import {
  allowedOf,
  refusedRows,
  type Verdict,
  withoutQuery,
} from "../../../console/src/pages/broker/match/verdicts.ts";

const verdict = (name: string, reason: string | null): Verdict => ({
  credential: {
    id: name,
    name,
    vaultIntegrationId: "v",
    vaultPath: "p",
    fieldMap: { username: "u", password: "p" },
    allowedDomains: [],
    createdAt: "",
    updatedAt: "",
    lastUsedAt: null,
    access: null,
  },
  matched: { allowed: reason === null, host: null, matchedPattern: reason === null ? name : null, reason },
});

it("the first fault in a pool is thrown, and nothing further is begun", async () => {
  const begun: number[] = [];
  const work = async (n: number): Promise<void> => {
    begun.push(n);
    await Promise.resolve();
    if (n === 3) throw new Error("three");
  };
  await expect(inPool([1, 2, 3, 4, 5, 6, 7, 8], 2, work)).rejects.toThrow("three");
  expect(begun.length).toBeLessThan(6);
});

it("a pool does each piece of work once, and never more at a time than it may", async () => {
  const counts = fc.record({ items: fc.nat(40), width: fc.integer({ min: 1, max: 8 }) });
  await fc.assert(
    fc.asyncProperty(counts, async ({ items, width }) => {
      const done: number[] = [];
      let [running, most] = [0, 0];
      await inPool([...Array(items).keys()], width, async (n) => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        done.push(n);
      });
      expect(done.toSorted((a, b) => a - b)).toEqual([...Array(items).keys()]);
      expect(most).toBeLessThanOrEqual(width);
    }),
  );
});

it("those that get a value come by name; the others below their reasons, the most frequent first", () => {
  const [b, a] = [verdict("b", null), verdict("a", null)];
  const [x, y, z] = [verdict("x", "not_listed"), verdict("y", "bare_domain"), verdict("w", "not_listed")];
  const all = [b, x, a, y, z];
  expect(allowedOf(all)).toEqual([a, b]);
  expect(refusedRows(all)).toEqual([
    { reason: "not_listed", count: 2 },
    { reason: "not_listed", verdict: z },
    { reason: "not_listed", verdict: x },
    { reason: "bare_domain", count: 1 },
    { reason: "bare_domain", verdict: y },
  ]);
  expect(refusedRows([])).toEqual([]);
});

it("nothing of an address behind ? or # goes on", () => {
  expect(withoutQuery(" https://a.example/login?token=x#y ")).toBe("https://a.example/login");
  expect(withoutQuery("https://a.example#?")).toBe("https://a.example");
  expect(withoutQuery("?a\nb")).toBe("");
  fc.assert(fc.property(fc.string(), (text) => !/[?#]/.test(withoutQuery(text))));
});
