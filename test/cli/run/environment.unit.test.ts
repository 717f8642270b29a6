import { expect, it } from "vitest";
import { parseLines } from "../../../packages/client/src/cli/run/env-file";
import {
  changesWhatRuns,
  environmentOf,
  namingOf,
  referencesOf,
  variablesOf,
} from "../../../packages/client/src/cli/run/environment";
import { keyOf, type Values } from "../../../packages/client/src/cli/run/values";
import { CliError } from "../../../packages/client/src/cli/shell/exit";
import { parseReference } from "../../../packages/client/src/cli/text/reference";

interface Case {
  readonly lines?: string;
  readonly from?: readonly string[];
  readonly prefix?: string;
  readonly upper?: boolean;
}
const DATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "app/db": { user: "anna", password: "canary" },
  "app/other": { user: "ben" },
  "app/old@2": { key: "before" },
  "app/kinds": { number: "5432", yes: "true", none: "null", list: '[1,"a"]', text: "" },
  "app/odd": { "shop-db.user": "x", "1st": "y" },
  "app/nul": { key: "canary\0" },
  "app/loader": { LD_PRELOAD: "canary" },
};
const VALUES: Values = new Map(
  Object.entries(DATA).map(([key, data]) => [keyOf(parseReference(key)), { version: 1, data: { ...data } }]),
);

function given({ lines = "", from = [], prefix, upper }: Case): unknown {
  try {
    const naming = namingOf(prefix, upper);
    const wanted = { lines: parseLines(lines), secrets: from.map(parseReference), naming };
    return Object.fromEntries(variablesOf(wanted, VALUES));
  } catch (error) {
    return error instanceof CliError ? [error.exit, error.message, error.next] : error;
  }
}

it.each<[string, Case, readonly unknown[]]>([
  [
    "two fields with one name",
    { from: ["app/db", "app/other"] },
    [2, "app/db#user and app/other#user are both user", "--prefix, or a line in an --env-file"],
  ],
  [
    "a name that no variable may have",
    { from: ["app/odd"] },
    [2, "app/odd#shop-db.user is no name of a variable", "--upper, --prefix, or a line in an --env-file"],
  ],
  [
    "a name by which code is loaded",
    { from: ["app/loader"] },
    [
      2,
      "app/loader#LD_PRELOAD would be LD_PRELOAD, which changes what runs",
      "LD_PRELOAD=pst://app/loader#LD_PRELOAD in an --env-file, if that is meant",
    ],
  ],
  ["a NUL in a value", { lines: "A=pst://app/nul#key" }, [2, "A holds a NUL, which no variable can", undefined]],
  [
    "a field that is not there",
    { lines: "A=pst://app/db#toString" },
    [5, "app/db has no field toString", "postern get app/db"],
  ],
  [
    "a reference without a field to several",
    { lines: "A=pst://app/db" },
    [2, "app/db has 2 fields, so one must be named", "pst://app/db#FIELD"],
  ],
  [
    "a prefix that begins no name",
    { from: ["app/db"], prefix: "1" },
    [2, "1 is no name of a variable: letters, digits and underscores, no digit first", undefined],
  ],
])("%s is refused without a value", (_, asked, fault) => {
  expect(given(asked)).toEqual(fault);
});

it.each<[string, Case, Readonly<Record<string, string>>]>([
  ["every field of a whole secret is a variable", { from: ["app/db"] }, { user: "anna", password: "canary" }],
  [
    "a name is made of a field's by capitals and a prefix",
    { from: ["app/odd"], prefix: "X_", upper: true },
    { X_SHOP_DB_USER: "x", X_1ST: "y" },
  ],
  [
    "a line counts before a field, and ends a clash of two",
    { lines: "user=carl", from: ["app/db", "app/other"] },
    { user: "carl", password: "canary" },
  ],
  [
    "a line may set what loads code",
    { lines: "LD_PRELOAD=pst://app/loader#LD_PRELOAD", from: ["app/loader"] },
    { LD_PRELOAD: "canary" },
  ],
  [
    "a reference without a field leads to the only one, and one with a version to that version",
    { lines: "A=pst://app/other\nB=pst://app/old@2" },
    { A: "ben", B: "before" },
  ],
  [
    "what is no text is given as JSON",
    { from: ["app/kinds"] },
    { number: "5432", yes: "true", none: "null", list: '[1,"a"]', text: "" },
  ],
])("%s", (_, asked, variables) => {
  expect(given(asked)).toEqual(variables);
});

it("all references are those of lines and of whole secrets", () => {
  const wanted = { lines: parseLines("A=x\nB=pst://a#b"), secrets: [parseReference("c@2")], naming: namingOf() };
  expect(referencesOf(wanted)).toEqual([parseReference("a#b"), parseReference("c@2")]);
});

it.each([
  "PATH",
  "Path",
  "LD_AUDIT",
  "DYLD_INSERT_LIBRARIES",
  "NODE_OPTIONS",
  "PYTHONPATH",
  "http_proxy",
  "POSTERN_URL",
  "GIT_CONFIG_COUNT",
  "BASH_FUNC_ls",
])("%s changes what runs", (name) => {
  expect(changesWhatRuns(name)).toBe(true);
});

it.each(["NODE_ENV", "GIT_TOKEN", "DB_PATH", "LDAP_PASSWORD", "APP_HOME", "PGPASSWORD"])(
  "%s changes nothing of what runs",
  (name) => {
    expect(changesWhatRuns(name)).toBe(false);
  },
);

it("a program finds what Postern gives before what was there, and nothing that signs in to Postern", () => {
  const around = {
    A: "there",
    B: "there",
    C: undefined,
    POSTERN_TOKEN: "t",
    POSTERN_JWT: "j",
    POSTERN_FALLBACK_KEY: "k",
    POSTERN_URL: "u",
  };
  const variables = new Map([["A", "given"]]);
  expect(environmentOf(around, variables, { passesToken: false })).toEqual({
    A: "given",
    B: "there",
    POSTERN_URL: "u",
  });
  expect(environmentOf(around, variables, { passesToken: true })).toEqual({
    ...{ A: "given", B: "there", POSTERN_URL: "u" },
    ...{ POSTERN_TOKEN: "t", POSTERN_JWT: "j" },
  });
});
