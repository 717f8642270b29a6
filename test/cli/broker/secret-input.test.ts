import { beforeAll, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const vault = ["--address", "https://vault.example", "--role-id", "r"];
const browser = ["browser", "add", "b", "--endpoint", "wss://browser.example/?key={apiKey}"];

it.each([
  ["secret id", "--secret-id-stdin", ["vault", "add", "v", ...vault, "--secret-id-stdin"]],
  ["wrapping token", "--secret-id-stdin", ["vault", "add", "v", ...vault, "--secret-id-stdin", "--wrapped"]],
  ["API key", "--api-key-stdin", [...browser, "--api-key-stdin"]],
])("an empty %s in a pipe is refused by its name", async (what, option, args) => {
  const { postern } = typistOf(space, newFolder());
  for (const input of ["", " \nsecond line"])
    expect(await postern(args, { input })).toEqual({
      code: 2,
      out: "",
      err: `error: the ${what} is empty: the first line of the standard input has nothing (usage)\n  next: ${option}, and the value in a pipe\n`,
    });
});

it("an empty secret id that was typed is refused by its name", async () => {
  const { atTerminal } = typistOf(space, newFolder());
  const { code, out } = await atTerminal(["vault", "add", "v", ...vault], [["Secret id", "\r"]]);
  expect(code).toBe(2);
  expect(out).toContain("error: the secret id is empty (usage)");
  expect(out).toContain("next: the same command again, and a value");
});
