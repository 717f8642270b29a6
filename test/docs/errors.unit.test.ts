import { expect, it } from "vitest";
import text from "../../docs/errors.md?raw";
import { ERRORS, wireOf } from "../../src/errors";
import { HINTS, REASON_WORDS } from "../../src/reason-words";

const sources: Readonly<Record<string, string>> = import.meta.glob("../../src/**/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

const [codes = "", rest = ""] = text.split("## Reason words");
const [words = "", hints = ""] = rest.split("## Hints");
const listedIn = (table: string) => [...table.matchAll(/^\| `(\w+)` \| \S.* \|$/gm)].map(([, word]) => word);

it("docs/errors.md lists every code with its status, and no other", () => {
  const rows = [...codes.matchAll(/^\| `(\w+)` \| (\d{3}) \| \S.* \|$/gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  const known = (Object.keys(ERRORS) as (keyof typeof ERRORS)[]).map((key) => Object.values(wireOf(key)).join(" "));
  expect(rows.toSorted()).toEqual(known.toSorted());
});

// Types and lint rules see that nothing else can be said.
it("docs/errors.md says what every reason word and every hint means, each once and in order", () => {
  expect(listedIn(words)).toEqual([...REASON_WORDS].toSorted());
  expect(listedIn(hints)).toEqual([...HINTS].toSorted());
});

it("docs/errors.md has no word that the code does not say any more", () => {
  const code = Object.entries(sources).flatMap(([file, source]) => (file.endsWith("/reason-words.ts") ? [] : [source]));
  const isSaid = (word: string) => code.some((source) => source.includes(`"${word}"`));
  expect([...REASON_WORDS, ...HINTS].filter((word) => !isSaid(word))).toEqual([]);
});
