import { execFileSync } from "node:child_process";
import { Command, Option } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathsUnder } from "../../../packages/client/src/cli/completion/paths.ts";
import { placeIn } from "../../../packages/client/src/cli/completion/place.ts";
import { type Quote, quotedForBash, readLine, typedWords } from "../../../packages/client/src/cli/completion/typed.ts";

const BREAKS = " \t\n\"'@><=;|&(:";

describe("a line under way", () => {
  it.each([
    ["postern get $(touch x) pro", ["touch", "x)"], "pro"],
    ["postern get a\\ b/c", ["postern", "get"], "a b/c"],
    ["postern get 'a b/c", ["postern", "get"], "a b/c"],
    ['postern get "a $b/c', ["postern", "get"], "a $b/c"],
    ["postern get x ", ["postern", "get", "x"], ""],
    ["cd x && postern ge", ["postern"], "ge"],
  ])("%s is taken apart and never carried out", (line, words, current) => {
    expect(readLine(line, BREAKS)).toMatchObject({ words, current });
  });

  it("of zsh and fish comes as words", () => {
    expect(typedWords("postern\0get\0pro\0")).toEqual({ words: ["postern", "get"], current: "pro" });
    expect(typedWords("")).toEqual({ words: [], current: "" });
  });

  it("gets a candidate that bash reads as the path and nothing else, whatever the path is", () => {
    const names = fc.string({
      unit: fc.constantFrom(..."ab/ $`'\"\\();&|<>*?[]{}~#!=:@%é^\t"),
      minLength: 1,
      maxLength: 12,
    });
    const quotes = fc.constantFrom<readonly [Quote, string]>(["none", ""], ["single", "'"], ["double", '"']);
    const given = fc.array(fc.tuple(names, quotes), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(given, (cases) => {
        const words = cases.map(([name, [quote, mark]]) => `${mark}${quotedForBash(name, { quote, kept: "" })}${mark}`);
        const script = words.map((word) => `printf '%s\\0' ${word}`).join("\n");
        const read = execFileSync("bash", ["--norc", "--noprofile"], { input: script, encoding: "utf8" });
        expect(read.split("\0").slice(0, -1)).toEqual(cases.map(([name]) => name));
      }),
      { numRuns: 20 },
    );
  });

  it("keeps what bash leaves where it is: all up to the last break", () => {
    expect(readLine("postern get app@prod/d", BREAKS)).toMatchObject({ kept: "app@" });
    expect(quotedForBash("app@prod/db", { quote: "none", kept: "app@" })).toBe("prod/db");
  });
});

describe("what may stand at a place", () => {
  const program = new Command("postern");
  program.command("get").argument("<reference>").option("--reveal").option("--url <address>");
  program.command("run").option("--from <path...>").argument("<command...>");
  const audit = program.command("audit");
  audit
    .command("export")
    .addOption(new Option("--format <format>").choices(["jsonl", "csv"]))
    .option("-o, --output <file>");
  program.command("hidden", { hidden: true });
  const at = (line: string) => placeIn(program, readLine(`postern ${line}`, BREAKS));

  it.each([
    ["", { kind: "words", words: ["get", "run", "audit", "help"], signIn: {} }],
    ["audit ", { kind: "words", words: ["export", "help"], signIn: {} }],
    ["audit export --format ", { kind: "words", words: ["jsonl", "csv"], signIn: {} }],
    ["audit export -o ", { kind: "files", words: [], signIn: {} }],
    ["get -", { kind: "words", words: ["--reveal", "--url", "--help"], signIn: {} }],
    ["get --reveal pr", { kind: "path", words: [], signIn: {} }],
    ["get --url http://other pr", { kind: "path", words: [], signIn: { url: "http://other" } }],
    ["get --url=http://other pr", { kind: "path", words: [], signIn: { url: "http://other" } }],
    ["get one two", { kind: "words", words: [], signIn: {} }],
    ["run --from ", { kind: "path", words: [], signIn: {} }],
    ["nothing of ours", { kind: "words", words: [], signIn: {} }],
  ])("%s", (line, place) => {
    expect(at(line)).toEqual(place);
  });
});

describe("paths of secrets", () => {
  it("are given step by step, each once, and never too many", () => {
    expect(pathsUnder(["app/db/a", "app/db/b", "app/web", "other"], "app/")).toEqual(["app/db/", "app/web"]);
    expect(
      pathsUnder(
        Array.from({ length: 500 }, (_, at) => `p${at}`),
        "p",
      ),
    ).toHaveLength(50);
  });
});
