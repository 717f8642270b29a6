import { expect, it } from "vitest";
import { besideTable, besideVerdicts } from "../../bench/lib/beside-openbao.mjs";
import { coresOf } from "../../bench/lib/one-core.mjs";
import { aims, markdown } from "../../bench/lib/report.mjs";

const load = (perSecond: number, p50Ms = 1, processorUs = Number.NaN) => ({
  ...{ requests: perSecond, p99Ms: p50Ms },
  ...{ perSecond, p50Ms, processorUs },
});
const row = (id: string, one: ReturnType<typeof load>, sixteen: ReturnType<typeof load>) => ({
  ...{ id, title: id },
  loads: new Map([
    [1, one],
    [16, sixteen],
  ]),
});
const cell = (perSecondRatio: number, processorRatio: number) => ({
  title: "read",
  connections: 64,
  shots: [
    {
      load: load(1000, 50, Number.isNaN(processorRatio) ? Number.NaN : 700),
      perSecondRatio: 1,
      p50Ratio: 1,
      processorRatio: 1,
    },
    { load: load(900, 60, 700 * processorRatio), perSecondRatio, p50Ratio: 1.2, processorRatio },
  ],
});

it("a resolve and a guarded operation that miss their aims are told so, with what was found", () => {
  const measured = [
    row("health", load(3000), load(5000)),
    row("whoami", load(1500), load(2500)),
    row("forward", load(800, 1), load(1500)),
    row("vault-read", load(1500, 0.5), load(2500)),
    row("resolve", load(300, 2.5), load(600)),
  ];
  expect(aims(measured)).toEqual([
    "MISSED a guarded operation keeps 0.6 of the bare route's requests a second at c16: 0.50",
    "MISSED a resolve takes at most 1 ms more than a Worker that only forwards the read (p50, c1): 1.50 ms",
    "       and 2.00 ms more than the vault alone",
    "MISSED resolves reach 0.6 of that Worker's requests a second at c16: 0.40",
  ]);
});

it("an aim whose rows were not measured is not spoken of", () => {
  expect(aims([row("health", load(3000), load(5000))])).toEqual([]);
});

it("Postern beside OpenBao is judged by the whole machine and by the second of processor time", () => {
  expect(besideVerdicts([cell(0.9, 0.5)])).toEqual([
    "MISSED read at c64 reaches 1.0 of OpenBao's requests a second on the whole machine: 0.90",
    "held   read at c64 reaches 1.5 of OpenBao's requests for a second of processor time: 2.00",
  ]);
});

it("a system that does not tell processor time leaves out its columns and its verdict", () => {
  const untold = cell(1.1, Number.NaN);
  expect(besideVerdicts([untold])).toEqual([
    "held   read at c64 reaches 1.0 of OpenBao's requests a second on the whole machine: 1.10",
  ]);
  expect(besideTable([untold])).not.toContain("us");
});

it("a table of Markdown leaves out a column in which nothing stands", () => {
  expect(markdown(["", "a", "b"], [["x", "1", ""]])).toBe("|     |   a |\n| --- | --: |\n| x   |   1 |");
});

it("a list of cores is read as taskset writes it", () => {
  expect(coresOf("0,2-4")).toEqual([0, 2, 3, 4]);
});
