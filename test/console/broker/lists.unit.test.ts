import { expect, it } from "vitest";
import { detailLines, detailText } from "../../../console/src/pages/broker/detail-text.ts";
import { entriesOf, faultsByLine } from "../../../console/src/pages/broker/lines.ts";
import { cursorIn } from "../../../console/src/pages/broker/link.ts";
import { browserStages, vaultStages } from "../../../console/src/pages/broker/stages.ts";

it("a fault of the API's counts entries, and is told at the line where the entry stands", () => {
  const text = "a.example\n\n  *.com \n\nb.example\n1.2";
  expect(entriesOf(text)).toEqual(["a.example", "*.com", "b.example", "1.2"]);
  const fields = {
    "allowedDomains[1]": "public_suffix",
    "allowedDomains[3]": "ip_literal",
    "allowedDomains[9]": "host",
    name: "empty",
  };
  expect(faultsByLine(fields, "allowedDomains", text)).toEqual([
    { line: 3, entry: "*.com", reason: "public_suffix" },
    { line: 6, entry: "1.2", reason: "ip_literal" },
  ]);
  expect(entriesOf(" \n\n")).toEqual([]);
});

it("the cursor of the next page stands in Link, and nowhere else", () => {
  expect(cursorIn('</api/v1/credentials?limit=50&cursor=a.b%2Fc>; rel="next"')).toBe("a.b/c");
  for (const link of [null, "", "</x?cursor=a>", '</x?cursor=a>; rel="prev"', '</x?limit=5>; rel="next"'])
    expect(cursorIn(link)).toBeNull();
});

it("a test that ended at a stage got past those before it, and not to those after it", () => {
  expect(vaultStages({ ok: false, stage: "login" })).toEqual([
    ["address", "passed"],
    ["login", "failed"],
    ["lookup", "skipped"],
  ]);
  expect(vaultStages({ ok: true, stage: "login" }).map(([, outcome]) => outcome)).toEqual([
    "passed",
    "passed",
    "skipped",
  ]);
  expect(vaultStages({ ok: true, stage: "lookup" }).map(([, outcome]) => outcome)).toEqual([
    "passed",
    "passed",
    "passed",
  ]);
});

it("a browser that is reached by its socket was not asked which one that is", () => {
  const tested = { ok: false, stage: "connect" } as const;
  expect(browserStages(tested, "wss://browsers.example/x")).toEqual([
    ["address", "passed"],
    ["connect", "failed"],
    ["protocol", "skipped"],
  ]);
  expect(browserStages(tested, "https://browsers.example")).toEqual([
    ["address", "passed"],
    ["version", "passed"],
    ["connect", "failed"],
    ["protocol", "skipped"],
  ]);
});

it("a detail is told in words: of a list each entry by itself, of a record its names, and never its JSON", () => {
  expect(detailLines("bytes")).toEqual(["bytes"]);
  expect([detailText(null), detailText(7), detailText(["a", "b"])]).toEqual(["null", "7", "a, b"]);
  expect(detailText({ old: "a", new: null })).toBe("old: a, new: null");
  const targets = [
    { targetId: "4F", host: "portal.example.net" },
    { targetId: "<b>", host: "" },
  ];
  expect(detailLines(targets)).toEqual(["targetId: 4F, host: portal.example.net", "targetId: <b>, host: "]);
});
