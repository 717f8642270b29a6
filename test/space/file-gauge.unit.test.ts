import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FileGauge } from "../../src/space/file-gauge";

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(String(line)));
});
afterEach(() => vi.restoreAllMocks());

/** A gauge of a file whose size a test moves, in percent of 1000 bytes. */
function gaugeAt(percent: number) {
  let size = percent * 10;
  const gauge = new FileGauge(
    { id: "tnt_x" },
    () => size,
    () => 1000,
  );
  const at = (next: number): boolean => {
    size = next * 10;
    for (let i = 0; i < 64; i++) gauge.committed();
    return gauge.isNearlyFull;
  };
  return { gauge, at };
}

it("a file counts as nearly full from 95 percent of its limit on, and no longer when something was deleted", () => {
  const { gauge, at } = gaugeAt(94.9);
  expect(gauge.isNearlyFull).toBe(false);
  expect([95, 100, 250, 94.9, 0].map(at)).toEqual([true, true, true, false, false]);
  expect(gaugeAt(95).gauge.isNearlyFull).toBe(true);
});

it("a file is looked at after one commit of 64, and after each from 90 percent on", () => {
  let looks = 0;
  let size = 899;
  const asked = () => {
    looks++;
    return size;
  };
  const gauge = new FileGauge({ id: "tnt_x" }, asked, () => 1000);
  for (let i = 0; i < 640; i++) gauge.committed();
  expect(looks).toBe(11);
  size = 900;
  for (let i = 0; i < 64 + 5; i++) gauge.committed();
  expect(looks).toBe(12 + 5);
  expect(lines).toEqual([89, 90].map((percent) => line(percent)));
});

it("a file that fills is told from 80 percent on, once for each percent, and again when it was emptied meanwhile", () => {
  const { at } = gaugeAt(0);
  for (const percent of [79.9, 80, 80.5, 81, 81, 80.9, 90, 10, 85]) at(percent);
  expect(lines).toEqual([80, 81, 90, 85].map((percent) => line(percent)));
});

it("an object that wakes with a file that is filled so far says so at once", () => {
  gaugeAt(96.4);
  expect(lines).toEqual([line(96)]);
});

const line = (percent: number): string =>
  `{"level":"error","error":"file_filling","percent":${percent},"space":"tnt_x"}`;

it("without another limit it is that of Cloudflare for the file of one object, 10 GB", () => {
  const nearlyFull = [9_499_999_999, 9_500_000_000].map(
    (size) =>
      new FileGauge(
        { id: "tnt_x" },
        () => size,
        () => undefined,
      ).isNearlyFull,
  );
  expect(nearlyFull).toEqual([false, true]);
});
