import { afterEach, describe, expect, it, vi } from "vitest";
import { DecryptionFailed, UnknownRootKey } from "../src/crypto/keyring";
import { framesOf, logError, logFault, logInfo, logUnopened, nameOf } from "../src/log";

const linesOf = (method: "log" | "error"): string[] => {
  const lines: string[] = [];
  vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(" ")));
  return lines;
};

const thrownBy = (run: () => void): { thrown: unknown } | null => {
  try {
    run();
    return null;
  } catch (thrown) {
    return { thrown };
  }
};

afterEach(() => vi.restoreAllMocks());

describe("log lines", () => {
  it("logUnopened throws every error again that is not about opening a record, and writes no line", () => {
    const errors = linesOf("error");
    for (const thrown of [new Error("bound value"), new TypeError("x"), "text", undefined])
      expect(thrownBy(() => logUnopened(thrown, { webhook_id: "whk_1" }))).toStrictEqual({ thrown });
    expect(errors).toEqual([]);
  });

  it("logUnopened writes the name of the error and the given fields of a record that does not open", () => {
    const errors = linesOf("error");
    logUnopened(new DecryptionFailed(), { webhook_id: "whk_1", root_key: "k1" });
    logUnopened(new UnknownRootKey("k0"), { operation: "keys.rewrap" });
    expect(errors).toEqual([
      '{"level":"error","error":"DecryptionFailed","webhook_id":"whk_1","root_key":"k1"}',
      '{"level":"error","error":"UnknownRootKey","operation":"keys.rewrap"}',
    ]);
  });

  it("logFault writes the class of what was thrown and never its message", () => {
    const errors = linesOf("error");
    logFault(new RangeError("bound value"), { space: "tnt_1" });
    logFault(new UnknownRootKey("k0"), { space: "tnt_1" });
    logFault("bound value", {});
    expect(errors).toEqual([
      '{"level":"error","error":"RangeError","space":"tnt_1"}',
      '{"level":"error","error":"UnknownRootKey","space":"tnt_1","root_key":"k0"}',
      '{"level":"error","error":"string"}',
    ]);
  });

  it("a line is one JSON object with its level first, the fields in the given order and undefined fields left out", () => {
    const infos = linesOf("log");
    const errors = linesOf("error");
    logInfo({ route: "/v1/health", status: 200, space: null });
    logError({ error: "x\ny", root_key: undefined, webhook_id: "whk_1" });
    expect(infos).toEqual(['{"level":"info","route":"/v1/health","status":200,"space":null}']);
    expect(errors).toEqual(['{"level":"error","error":"x\\ny","webhook_id":"whk_1"}']);
  });

  it("framesOf leaves out the message of an error, also where the message has several lines", () => {
    const error = new Error("first secret line\nsecond secret line");
    error.stack = `Error: ${error.message}\n    at inner (file.ts:1:1)\n    at outer (file.ts:2:2)`;
    expect(framesOf(error)).toEqual(["    at inner (file.ts:1:1)", "    at outer (file.ts:2:2)"]);
    expect(framesOf("text")).toEqual([]);
  });

  it("nameOf gives the name of an error and the type of anything else", () => {
    expect([new TypeError("x"), "x", null, undefined, 1].map(nameOf)).toEqual([
      "TypeError",
      "string",
      "object",
      "undefined",
      "number",
    ]);
  });
});
