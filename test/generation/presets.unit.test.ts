import { expect, it } from "vitest";
import { generationPolicyFaults } from "../../src/generation/faults";
import { WORDS } from "../../src/generation/words";
import { field, make } from "./rules-support";

const DRAWS = 300;
const drawn = async (config: object): Promise<string[]> => {
  const fields = Array.from({ length: DRAWS }, (_, at) => field("random", config, `f${at}`));
  return Object.values(await make(...fields));
};
const counts = (text: string) =>
  [/[A-Z]/g, /[a-z]/g, /[0-9]/g, /[^A-Za-z0-9]/g].map((one) => text.match(one)?.length ?? 0);

/** As the systems' own manuals have them, and not as the presets are written. */
it.each([
  // Amazon RDS: "any printable ASCII character except / (slash), ' (single quote), \" (double quote) and @ (at sign)"; MySQL takes 8 to 41.
  ["rds", (text: string) => /^[!-~]{8,41}$/.test(text) && !/[/'"@]/.test(text)],
  // Oracle: a nonquoted name of 30 bytes, and ora12c_strong_verify_function: 9 characters, two of each class.
  [
    "oracle",
    (text: string) => /^[A-Za-z][A-Za-z0-9_$#]{8,29}$/.test(text) && counts(text).every((count) => count >= 2),
  ],
  // Windows: 3 of 4 classes; what cmd.exe would read as its own stands in none.
  ["windows", (text: string) => counts(text).filter((count) => count > 0).length >= 3 && !/[%^&<>|"!\s]/.test(text)],
])("a preset for %s gives what the system takes", async (preset, takes) => {
  const texts = await drawn({ preset });
  expect(texts.filter((text) => !takes(text))).toEqual([]);
  expect(new Set(texts).size).toBe(DRAWS);
});

it("a preset takes another length, and leaves out what is said", async () => {
  const texts = await drawn({ preset: "rds", length: 41, exclude: "#;:" });
  expect(texts.every((text) => text.length === 41 && !/[#;:]/.test(text))).toBe(true);
});

it("random text leaves out characters and holds as many of each class as is said", async () => {
  const config = { length: 16, charset: "full", exclude: "{}[]()0O", min_upper: 2, min_digit: 5, require_symbol: true };
  for (const text of await drawn(config)) {
    const [upper = 0, , digit = 0, symbol = 0] = counts(text);
    expect([text.length, upper >= 2, digit >= 5, symbol >= 1, /[{}[\]()0O]/.test(text)]).toEqual([
      16,
      true,
      true,
      true,
      false,
    ]);
  }
});

it("a pass phrase has six words of the list with hyphens between them, or what is said", async () => {
  const { a = "", b = "" } = await make(
    field("passphrase", {}, "a"),
    field("passphrase", { words: 20, separator: " " }, "b"),
  );
  const known = (text: string, separator: string) => text.split(separator).map((word) => WORDS.includes(word));
  expect(known(a.replaceAll("yo-yo", "yes"), "-")).toEqual(Array(6).fill(true));
  expect(known(b, " ")).toEqual(Array(20).fill(true));
});

it("the list of words is the EFF's: 1296 words of 3 to 5 letters, none twice, in their order", () => {
  expect([WORDS.length, new Set(WORDS).size, WORDS[0], WORDS.at(-1)]).toEqual([1296, 1296, "acid", "zoom"]);
  expect(WORDS.filter((word) => !/^[a-z]{3,5}$/.test(word))).toEqual(["yo-yo"]);
  expect([...WORDS].sort()).toEqual([...WORDS]);
});

it("a configuration that hardly any text fits is taken, and drawn", async () => {
  const rare = field("random", { length: 64, charset: "full", min_digit: 60, min_upper: 4 });
  expect(generationPolicyFaults([rare])).toEqual([]);
  expect(counts((await make(rare)).f ?? "")).toEqual([4, 0, 60, 0]);
});
