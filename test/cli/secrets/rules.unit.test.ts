import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeLines, changesBetween, isSame } from "../../../packages/client/src/cli/secrets/changes.ts";
import { withoutEcho } from "../../../packages/client/src/cli/secrets/given.ts";
import { labelsOf, namesOf } from "../../../packages/client/src/cli/secrets/labels.ts";
import { textMatcher } from "../../../packages/client/src/cli/secrets/list.ts";
import { alphabetOf, drawn, randomText } from "../../../packages/client/src/cli/secrets/random.ts";
import { indentedText, visibleLines } from "../../../packages/client/src/cli/secrets/show.ts";
import { branchesOf, treeLines } from "../../../packages/client/src/cli/secrets/tree.ts";
import { type ExactObject, isExactObject, parseExact } from "../../../packages/client/src/cli/text/exact-json.ts";

function exact(value: unknown): ExactObject {
  const object = parseExact(typeof value === "string" ? value : JSON.stringify(value));
  if (!isExactObject(object)) throw new Error("no object");
  return object;
}
const FIELDS = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 });
const thrownBy = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error;
  }
};

describe("the fields that change", () => {
  it("are told apart, those that go at the end", () => {
    const before = exact({ user: "anna", password: "old", port: 5432 });
    const after = exact({ password: "new", port: 5432, host: "db" });
    expect(changesBetween(before, after)).toEqual([
      { field: "password", change: "changed" },
      { field: "port", change: "same" },
      { field: "host", change: "added" },
      { field: "user", change: "removed" },
    ]);
  });

  it("are those whose digits differ, where a double would not tell them apart", () => {
    const changes = changesBetween(exact('{"n":9007199254740992}'), exact('{"n":9007199254740993}'));
    expect(changes).toEqual([{ field: "n", change: "changed" }]);
  });

  it("are none between equal values, and each once between any two", () => {
    fc.assert(
      fc.property(FIELDS, FIELDS, (a, b) => {
        const [before, after] = [exact(a), exact(b)];
        expect(isSame(changesBetween(before, before))).toBe(true);
        const fields = changesBetween(before, after).map(({ field }) => field);
        expect(fields.toSorted()).toEqual([...new Set([...before.keys(), ...after.keys()])].toSorted());
      }),
    );
  });

  it("are shown without a value, and without what could move the cursor", () => {
    const lines = changeLines(changesBetween(exact({ "a\u001b[2J": "canary" }), exact({ long_name: "canary" })));
    expect(lines).toEqual(["  + long_name   added", "  - a\\u{1b}[2J  removed"]);
  });
});

describe("a random text", () => {
  it.each([
    [{ alphabet: "aaa" }, "an alphabet has at least two different signs"],
    [{ alphabet: "" }, "an alphabet has at least two different signs"],
    [{ alphabet: "ab\n" }, "an alphabet has no control characters"],
    [{ alphabet: "ab", symbols: true }, "give either --alphabet or --symbols"],
  ])("is made of no such alphabet: %j", (options, message) => {
    expect(thrownBy(() => alphabetOf(options))).toEqual(expect.objectContaining({ exit: 2, message }));
  });

  it("draws again what would make some signs likelier", () => {
    const numbers = [2 ** 32 - 1, 4, 3, 2 ** 32 - 2, 5];
    const draw = (count: number) => Uint32Array.from(numbers.splice(0, count));
    // 2^32 leaves a remainder of 1 by three: its last number alone belongs to no whole round.
    expect(randomText(3, ["a", "b", "c"], draw)).toBe("bac");
    expect(numbers).toEqual([5]);
  });

  it("has the length and the signs that were asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), (length, symbols) => {
        const signs = alphabetOf({ symbols });
        const text = [...randomText(length, signs, drawn)];
        expect([text.length, text.every((sign) => signs.includes(sign))]).toEqual([length, true]);
      }),
    );
  });
});

describe("what a pipe gives", () => {
  it.each([
    ["", ""],
    ["secret", "secret"],
    ["secret\n", "secret"],
    ["secret\r\n", "secret"],
    ["\n", ""],
    ["one\ntwo", "one\ntwo"],
    ["one\ntwo\n", "one\ntwo\n"],
    ["one\n\n", "one\n\n"],
  ])("loses the line feed of a single line, and nothing else: %j", (given, kept) => {
    expect(withoutEcho(given)).toBe(kept);
  });
});

describe("labels", () => {
  it("that are empty, never, none or default are taken away", () => {
    const typed = { description: "", owner: "anna", tag: [""], label: ["team=db", "cost="] };
    const more = { expiresIn: "never", maxVersions: "default", rotationPolicy: "none", secretPolicy: "sp_1" };
    expect(labelsOf({ ...typed, ...more })).toEqual({
      metadata: { description: null, owner: "anna", tags: [], team: "db", cost: null },
      options: { expires_in: null, max_versions: null, rotation_policy_id: null, secret_policy_id: "sp_1" },
    });
    expect(labelsOf({})).toEqual({});
  });

  it("are told by their names, labels of one's own as they are", () => {
    expect(namesOf(labelsOf({ label: ["__proto__=x", "cost_center=7"], expiresIn: "1d" }))).toEqual([
      "__proto__",
      "cost_center",
      "expires in",
    ]);
  });

  it.each([{ label: ["x"] }, { label: ["=x"] }, { label: ["a b=x"] }, { label: ["tags=x"] }, { maxVersions: "0" }])(
    "are refused: %j",
    (typed) => {
      expect(thrownBy(() => labelsOf(typed))).toEqual(expect.objectContaining({ exit: 2, code: "usage" }));
    },
  );
});

describe("JSON for people", () => {
  it("is laid out as JSON.stringify does it", () => {
    fc.assert(
      fc.property(FIELDS, (value) => {
        // What a number's text is, is the writer's affair: of doubles both make the same.
        const text = JSON.stringify(value);
        expect(indentedText(parseExact(text))).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });

  it("keeps digits", () => {
    expect(indentedText(parseExact('{"a":[1.50,12345678901234567890],"b":{},"c":[]}'))).toBe(
      '{\n  "a": [\n    1.50,\n    12345678901234567890\n  ],\n  "b": {},\n  "c": []\n}',
    );
  });
});

describe("a value on a terminal", () => {
  it("keeps its lines, and moves no cursor", () => {
    expect(visibleLines("one\ntwo\u001b[2J\r\n")).toBe("one\ntwo\\u{1b}[2J\\u{d}\n");
  });
});

describe("a tree", () => {
  it("tells folders from secrets, and shows what is both as both", () => {
    expect(treeLines(branchesOf(["app", "app/db", "app/web/key", "zoo"]))).toEqual([
      "├── app",
      "├── app/",
      "│   ├── db",
      "│   └── web/",
      "│       └── key",
      "└── zoo",
    ]);
  });

  it("has a line for each secret", () => {
    const path = fc
      .array(fc.stringMatching(/^[a-c]{1,2}$/), { minLength: 1, maxLength: 4 })
      .map((names) => names.join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const secrets = treeLines(branchesOf(paths)).filter((line) => !line.endsWith("/"));
        expect(secrets.length).toBe(paths.length);
      }),
    );
  });
});

describe("a search", () => {
  it.each([
    ["ORDERS", true],
    ["shop/d", true],
    ["prod", true],
    ["nothing", false],
    ["anna", false],
  ])("for %s looks into the path, the tags and the description", (text, isFound) => {
    const metadata = { description: "Orders database", owner: "anna" };
    expect(textMatcher(text)({ path: "shop/db", tags: ["Prod"], metadata })).toBe(isFound);
  });
});
