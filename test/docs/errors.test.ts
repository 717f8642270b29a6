import { describe, expect, it } from "vitest";
import text from "../../docs/errors.md?raw";
import { ERRORS, wireOf } from "../../src/errors";
import { call } from "../support/api";

const sources: Readonly<Record<string, string>> = import.meta.glob("../../src/**/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
const [codes = "", words = ""] = text.split("## Reason words");
const listed = [...words.matchAll(/^\| `(\w+)` \| \S.* \|$/gm)].map(([, word]) => word);

/** Where the code says a reason: as an issue's message, a failure's reason, the word of a check, or a type of such words. */
const SPOKEN = [
  /\breason: "([a-z_]+)"/g,
  /\bmessage: "([a-z_]+)"/g,
  /\b(?:fault|refused|invalid)\("([a-z_0-9]+)"(?!, ")/g,
  /\.refine\([^\n]*, "([a-z_]+)"\)/g,
];
const FAULT_TYPE = /\btype (?:\w*Fault|PageRefusal) =([^;]+);/g;
const spokenIn = (source: string): string[] => [
  ...SPOKEN.flatMap((pattern) => [...source.matchAll(pattern)].map(([, word = ""]) => word)),
  ...[...source.matchAll(FAULT_TYPE)].flatMap(([, union = ""]) =>
    [...union.matchAll(/"([a-z_]+)"/g)].map(([, word = ""]) => word),
  ),
];
/** Of a webhook's event, told to nobody who calls. */
const OF_EVENTS = new Set(["secret_policy_required", "secret_expired", "internal"]);

describe("docs/errors.md", () => {
  it("lists every code with its status, and no other", () => {
    const rows = [...codes.matchAll(/^\| `(\w+)` \| (\d{3}) \| \S.* \|$/gm)].map(
      ([, code, status]) => `${code} ${status}`,
    );
    const known = (Object.keys(ERRORS) as (keyof typeof ERRORS)[]).map((key) => Object.values(wireOf(key)).join(" "));
    expect(rows.toSorted()).toEqual(known.toSorted());
  });

  it("says what every reason word of the code means, each once", () => {
    const spoken = new Set(Object.values(sources).flatMap(spokenIn));
    expect(spoken.size).toBeGreaterThan(40);
    expect([...spoken].filter((word) => !listed.includes(word) && !OF_EVENTS.has(word)).toSorted()).toEqual([]);
    expect(listed).toEqual([...new Set(listed)].toSorted());
  });

  it("is what the documentation page leads to", async () => {
    expect((await call("GET /docs/")).text).toContain('href="./errors.md"');
    expect((await call("GET /docs/errors.md")).text).toBe(text);
  });
});
