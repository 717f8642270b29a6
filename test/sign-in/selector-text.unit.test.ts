import { describe, expect, it } from "vitest";
import { looksAtValues } from "../../src/sign-in/page/selector-text";

describe("a selector of a caller looks at what a field holds", () => {
  it.each([
    "[value]",
    'input[type=password][value^="a"]',
    'input[ value = "a" ]',
    "input[VALUE~=a]",
    "*|input[*|value$=a]",
    "[|value|=a]",
    ":has([value*='x' i])",
    ":not(:is(a, input[value=a]))",
    "input[/* x */value=a]",
    "input[val/**/ue=a], [value]",
    "input[\\76 alue=a]",
    "input[\\000076alue=a]",
    "input[v\\61lue=a]",
    "input[v\\alue=a], b[\\value]",
    "a[value",
  ])("%s", (selector) => {
    expect(looksAtValues(selector)).toBe(true);
  });
});

describe("a selector of a caller does not look at what a field holds", () => {
  it.each([
    "#user",
    "input[name=value]",
    'input[name="user"]',
    "[data-value=a]",
    "[valuer]",
    ".value",
    "value",
    "form > button:nth-child(2)",
    "[aria-label='the value']",
  ])("%s", (selector) => {
    expect(looksAtValues(selector)).toBe(false);
  });
});
