import { expect, it } from "vitest";
import { compareRounds, ratioText } from "../../bench/lib/paired.mjs";

const load = (processorUs: number) => ({ requests: 1, perSecond: 1, p50Ms: 1, p99Ms: 1, processorUs });
const round = (before: number, first: number, second: number, after: number) => ({
  base: [load(before), load(after)] as const,
  own: [load(first), load(second)] as const,
});

it("an effect that is no larger than two runs of the same build differ is unresolved", () => {
  const rounds = [1, 2, 3].map(() => round(100, 100, 110, 120));
  const compared = compareRounds(rounds, "processorUs");
  expect(compared).toEqual({
    own: 105,
    base: 110,
    ratio: 105 / 110,
    resolution: expect.closeTo(0.15),
    resolved: false,
  });
  expect(ratioText(compared)).toBe("(0.95 ±0.15)");
});

it("an effect that is not to the same side in every round is unresolved", () => {
  const rounds = [round(100, 80, 80, 100), round(100, 80, 80, 100), round(100, 102, 102, 100)];
  expect(compareRounds(rounds, "processorUs")).toEqual({
    own: 80,
    base: 100,
    ratio: 0.8,
    resolution: 0,
    resolved: false,
  });
});

it("an effect in every round that exceeds what two runs of the same build differ is resolved, by the median of the rounds", () => {
  const rounds = [round(100, 80, 84, 102), round(200, 150, 153, 200), round(100, 90, 90, 102)];
  const compared = compareRounds(rounds, "processorUs");
  expect(compared).toEqual({
    own: 90,
    base: 101,
    ratio: expect.closeTo(82 / 101),
    resolution: expect.closeTo(0.02),
    resolved: true,
  });
  expect(ratioText(compared)).toBe("0.81 ±0.02");
});

it("a machine that becomes slower from run to run leaves the ratio of two equal builds at 1", () => {
  expect(compareRounds([round(100, 110, 120, 130)], "processorUs")).toMatchObject({ ratio: 1, resolved: false });
});

it("a processor time that is not known is no effect", () => {
  const unknown = round(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  expect(compareRounds([unknown], "processorUs")).toMatchObject({ ratio: Number.NaN, resolved: false });
});
