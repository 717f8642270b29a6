import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Exact, type ExactObject, parseExact } from "../../../packages/client/src/cli/text/exact-json.ts";
import { writeFault } from "../../../packages/client/src/cli/text/secret-path.ts";
import { type OnConflict, planned, sorted, type There } from "../../../packages/client/src/cli/transfer/plan.ts";
import { lineOf, spanOf } from "../../../packages/client/src/cli/transfer/progress.ts";
import { questionOf } from "../../../packages/client/src/cli/transfer/report.ts";
import { type Entry, entryOf, type Version } from "../../../packages/client/src/cli/transfer/source.ts";
import type { Held } from "../../../packages/client/src/cli/transfer/store.ts";
import { historyOf } from "../../../packages/client/src/cli/transfer/vault/history.ts";
import { pathFault as serverFault } from "../../../src/kernel/secret-path.ts";

const GONE = '{"not_carried_over":true}';
const history = (...versions: Version[]): Entry => ({ ...entryOf("a", "{}"), versions, isHistory: true });
const held = (version: Version): Held => (version === null ? { code: "version_not_found" } : { data: version });
const there = (...versions: Version[]): There => ({
  version: versions.length,
  held: new Map(versions.map((version, at) => [at + 1, held(version)])),
});
const outline = (entry: Entry, now: There, onConflict: OnConflict = "skip") => {
  const { action, reason, steps } = planned(entry, now, onConflict);
  const told = steps.map((step) => (step.kind === "put" ? `${step.after} ${step.data}` : `destroy ${step.version}`));
  return reason === null ? [action, ...told] : [action, reason, ...told];
};

describe("a plan", () => {
  it("leaves what holds something else alone, unless it is told to write over it", () => {
    const one = entryOf("a", '{"x":1}');
    expect(outline(one, there('{"x":2}'))).toEqual(["conflict", "it holds another value there"]);
    expect(outline(one, there('{"x":2}', '{"x":3}'), "overwrite")).toEqual(["change", '2 {"x":1}']);
    expect(outline(one, there(null))).toEqual(["conflict", "what is there can't be read (version_not_found)"]);
    expect(outline(history('{"x":1}', '{"x":2}'), there('{"x":3}'))).toEqual([
      "conflict",
      "its versions there are others",
    ]);
    expect(outline(history('{"x":1}'), there('{"x":1}', '{"x":2}'))).toEqual([
      "conflict",
      "its versions there are others",
    ]);
    expect(outline(history(null), there('{"x":1}'), "overwrite")).toEqual([
      "conflict",
      "its versions there are others",
    ]);
  });

  it("is the same where the values are equal as JSON, and another where a digit is", () => {
    expect(outline(entryOf("a", '{"x":1,"y":2}'), there('{"y":2,"x":1}'))).toEqual(["same"]);
    expect(outline(entryOf("a", '{"x":9007199254740993}'), there('{"x":9007199254740992}'))[0]).toBe("conflict");
    expect(outline(history('{"x":2}', '{"x":1}'), there('{"x":1}'), "overwrite")).toEqual(["same"]);
  });

  it("writes each version after the one before it, and empties the places of those that are gone", () => {
    const entry = history('{"x":1}', null, '{"x":3}');
    expect(outline(entry, undefined)).toEqual(["create", '0 {"x":1}', `1 ${GONE}`, "destroy 2", '2 {"x":3}']);
    expect(outline(entry, there('{"x":1}', GONE))).toEqual(["change", "destroy 2", '2 {"x":3}']);
    expect(outline(entry, there('{"x":1}', null))).toEqual(["change", '2 {"x":3}']);
    expect(outline(entry, there('{"x":1}', null, '{"x":3}'))).toEqual(["same"]);
  });

  it("keeps a version that its vault has dropped since, if another one proves that the history is the same", () => {
    const grown = history(null, '{"x":2}', '{"x":3}');
    expect(outline(grown, there('{"x":1}', '{"x":2}'))).toEqual(["change", '2 {"x":3}']);
    expect(outline(grown, there('{"x":1}', '{"x":2}', '{"x":3}'))).toEqual(["same"]);
    expect(outline(grown, there('{"x":1}'))).toEqual(["conflict", "its versions there are others"]);
    expect(outline(history('{"x":1}', '{"x":2}'), there(null, '{"x":2}'))[0]).toBe("conflict");
  });

  it("made after any part of its steps leads to the end that all of them lead to", () => {
    const version = fc.option(fc.constantFrom('{"x":1}', '{"x":2}'), { nil: null });
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), fc.nat(), (versions, stop) => {
        const entry = history(...versions);
        const now: Version[] = [];
        const make = (steps: ReturnType<typeof planned>["steps"]) => {
          for (const step of steps)
            if (step.kind === "destroy") now[step.version - 1] = null;
            else {
              expect(now.length).toBe(step.after);
              now.push(step.data);
            }
        };
        const { steps } = planned(entry, undefined, "skip");
        make(steps.slice(0, stop % (steps.length + 1)));
        make(planned(entry, now.length === 0 ? undefined : there(...now), "skip").steps);
        expect(now).toEqual(versions);
        expect(planned(entry, there(...now), "skip").action).toBe("same");
      }),
    );
  });

  it("has a conflict for each path that Postern has none of, for the second of two, and for an empty value", () => {
    const entries = ["a", "a", "b//c", "b/versions", "ok"].map((path) => entryOf(path, '{"x":1}'));
    const { fit, unfit } = sorted({ entries: [...entries, entryOf("e", "{}")], refused: [{ name: "n", reason: "r" }] });
    expect(fit.map(({ path }) => path)).toEqual(["a", "ok"]);
    expect(unfit.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      "n: r",
      "a: the source has this path twice",
      "b//c: a path has names between its slashes, and none at an end",
      "b/versions: the path is an address of the API",
      "e: a value without fields, which Postern holds none of",
    ]);
  });

  it("takes a path if the server does", () => {
    const unit = fc.constantFrom(..."ab./ ~@+:=,-_ÄA\u0000%".split(""));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (path) => {
        expect(writeFault(path) === null).toBe(serverFault(path) === undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

const objectIn = (text: string): ExactObject => parseExact(text) as Exact & ExactObject;
const version = (number: number, deleted = "", destroyed = false) => [
  String(number),
  { created_time: "2026-01-01T00:00:00Z", deletion_time: deleted, destroyed },
];
const NOW = Date.parse("2026-06-01T00:00:00Z");
const historyIn = (versions: readonly (readonly unknown[])[], more: object) =>
  historyOf(objectIn(JSON.stringify({ versions: Object.fromEntries(versions), ...more })), NOW);

describe("the history of a vault", () => {
  it("is none where there is no version, or what the vault says makes no sense", () => {
    expect(historyIn([], { current_version: 0 })).toBeNull();
    expect(historyIn([], { current_version: "3" })).toBeNull();
    expect(historyIn([], { current_version: -1 })).toBeNull();
    expect(historyOf(new Map(), NOW)).toBeNull();
  });

  it("keeps each number, and has no value for what is deleted, destroyed or dropped", () => {
    const versions = [
      version(2),
      version(3, "2026-05-01T00:00:00.5Z"),
      version(4, "", true),
      version(5, "2027-01-01T00:00:00Z"),
    ];
    expect(historyIn(versions, { current_version: 5, max_versions: 0, delete_version_after: "1h0m0s" })).toEqual({
      places: [null, 2, null, null, 5],
      metadata: null,
      maxVersions: 10,
      notes: ["3 of 5 versions can't be read, and are destroyed here", "delete_version_after is not carried over"],
    });
  });

  it("that is longer than Postern's begins anew with the oldest version that can be read, in no time", () => {
    const versions = [version(1), version(999_999_990), version(999_999_999), version(1_000_000_000)];
    const found = historyIn(versions, { current_version: 1_000_000_000, custom_metadata: { tags: "a,,b", tier: "1" } });
    expect(found?.places).toEqual([
      999_999_990,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      999_999_999,
      1_000_000_000,
    ]);
    expect(found?.metadata).toBe('{"tags":["a","b"],"tier":"1"}');
    expect(found?.notes).toEqual([
      "8 of 11 versions can't be read, and are destroyed here",
      "version 999999990 becomes version 1",
      "1 older versions are not carried over",
    ]);
  });
});

it("progress says how far it is and how long it will take", () => {
  expect(lineOf("writing", 5, 10, 10_000)).toBe("writing  ████████████░░░░░░░░░░░░  5 of 10  about 10 s left");
  expect(lineOf("reading", 5, undefined, 1)).toBe("reading 5");
  expect([spanOf(0), spanOf(89_001), spanOf(90_001), spanOf(6_000_000)]).toEqual(["0 s", "2 min", "2 min", "2 h"]);
});

it("the question says how many secrets are written, and which of them are there already", () => {
  const asked = (create: number, change: number) => questionOf({ create, change, same: 7, conflict: 7 });
  expect([asked(1, 0), asked(2, 0), asked(0, 1), asked(2, 1)]).toEqual([
    "Write 1 secret?",
    "Write 2 secrets?",
    "Write 1 secret (1 changed)?",
    "Write 3 secrets (2 new, 1 changed)?",
  ]);
});
