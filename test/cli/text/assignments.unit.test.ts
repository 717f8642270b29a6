import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAssignments, parseChanges } from "../../../packages/client/src/cli/text/assignments.ts";

const refused = (message: string) => expect.objectContaining({ exit: 2, code: "usage", message });
function thrownBy(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return error;
  }
}

describe("assignments", () => {
  it.each([
    [["=x"], "a field needs a name"],
    [[":=1"], "a field needs a name"],
    [[""], "a field needs a name"],
    [["a\u001b[2J=x"], "a field's name has no control characters"],
    [["a=1", "a=2"], "a field is given twice"],
    [["a=1", "a"], "a field is given twice"],
    [["a=-", "b:=-"], "the standard input can be read for one field alone"],
    [["a=@"], "there is no name of a file behind the @"],
  ])("are refused: %j", (texts, message) => {
    expect(thrownBy(() => parseAssignments(texts))).toEqual(refused(message));
  });

  it("that are refused do not repeat a value", () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        const error = thrownBy(() => parseAssignments([`=canary${noise}`]));
        expect(JSON.stringify(error) + String(error)).not.toContain("canary");
      }),
    );
  });

  it.each([
    ["a=text", "a", { from: "text", text: "text", isJson: false }],
    ["a=", "a", { from: "text", text: "", isJson: false }],
    ["a=b=c", "a", { from: "text", text: "b=c", isJson: false }],
    ["a.b/c d=x", "a.b/c d", { from: "text", text: "x", isJson: false }],
    ["a=--", "a", { from: "text", text: "--", isJson: false }],
    ["a:=12345678901234567890", "a", { from: "text", text: "12345678901234567890", isJson: true }],
    ['a:="@x"', "a", { from: "text", text: '"@x"', isJson: true }],
    ["a=@key.pem", "a", { from: "file", file: "key.pem", isJson: false }],
    ["a:=@x.json", "a", { from: "file", file: "x.json", isJson: true }],
    ["a=-", "a", { from: "stdin", isJson: false }],
    ["a:=-", "a", { from: "stdin", isJson: true }],
    ["a", "a", { from: "prompt" }],
    ["a:", "a:", { from: "prompt" }],
  ])("are read: %s", (text, field, source) => {
    expect(parseAssignments([text])).toEqual([{ field, source }]);
  });

  it("keep any text behind the first = that is neither - nor begins with @", () => {
    const value = fc.string().filter((text) => text !== "-" && !text.startsWith("@"));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_.-]{1,9}$/), value, (field, text) => {
        expect(parseAssignments([`${field}=${text}`])).toEqual([
          { field, source: { from: "text", text, isJson: false } },
        ]);
      }),
    );
  });
});

describe("changes", () => {
  it("set a field and take it away only one at a time", () => {
    expect(thrownBy(() => parseChanges(["a=1", "a-"]))).toEqual(refused("a field is given twice"));
    expect(thrownBy(() => parseChanges(["-"]))).toEqual(refused("a field needs a name"));
  });

  it("take away what has a hyphen behind it and no = in it", () => {
    expect(parseChanges(["a=-", "b-", "c-d-", "e-=x"])).toEqual({
      set: [
        { field: "a", source: { from: "stdin", isJson: false } },
        { field: "e-", source: { from: "text", text: "x", isJson: false } },
      ],
      removed: ["b", "c-d"],
    });
  });
});
