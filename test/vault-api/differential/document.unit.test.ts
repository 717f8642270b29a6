import { expect, it } from "vitest";
import text from "../../../docs/vault-differences.md?raw";
import { DIFFERENCES } from "./differences/all";
import { TEXTS } from "./texts";

const rowsOf = (part: string) =>
  part
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (---|What \||Text \|)/.test(line))
    .map((line) => line.slice(2, -2).split(" | "));
const [differences = "", texts = ""] = text.split("## Texts");

it("docs/vault-differences.md has every difference on the list, in its order, and no other", () => {
  expect(rowsOf(differences)).toEqual(
    DIFFERENCES.map(({ what, openbao, postern, why }) => [what, openbao, postern, why]),
  );
});

it("docs/vault-differences.md has every text that clients look for, and no other", () => {
  expect(rowsOf(texts)).toEqual(TEXTS.map((known) => [`\`${known}\``]));
});

it("no two differences tell of the same", () => {
  const told = DIFFERENCES.map(({ what }) => what);
  expect(told.filter((what, at) => told.indexOf(what) !== at)).toEqual([]);
});
