import { expect, it } from "vitest";
import type { Ended, Running } from "../../../packages/client/src/cli/run/child";
import { type Known, type Versions, watch } from "../../../packages/client/src/cli/run/watch";
import { PosternError } from "../../../packages/client/src/library/errors";

const ENDED: Ended = { code: 0, signal: null };
const KILLED: Ended = { code: null, signal: "SIGTERM" };
const INTERVAL_MS = 30_000;
const GRACE_MS = 10_000;

/** What the server says at one look: versions and the variables then; or a fault. */
type Look = { readonly versions: Versions; readonly environment?: Readonly<Record<string, string>> } | PosternError;

const known = (version: number, environment: Readonly<Record<string, string>>): Known => ({
  environment,
  values: new Map([["app/db", { version, data: {} }]]),
});
const at = (version: number, key: string): Look => ({ versions: new Map([["app/db", version]]), environment: { key } });
const SAME: Look = { versions: new Map([["app/db", 1]]) };
const DOWN = new PosternError({ code: "unreachable", status: 0, message: "the server could not be reached" });

/**
 * Plays a watch whose looks find `looks` one after the other; after the last the program ends by itself. Tells what happened in order.
 * `stubborn`: the program does not end when it is asked to. `endsDuring`: it ends by itself while that look is made.
 * `interrupted`: somebody wants an end while it is being stopped.
 */
async function played(looks: readonly Look[], { stubborn = false, endsDuring = -1, interrupted = false } = {}) {
  const told: string[] = [];
  let made = -1;
  // One has come before, which the program had another use for.
  let endings = 1;
  let end: (ended: Ended) => void = () => undefined;
  const start = (environment: Readonly<Record<string, string>>): Running => {
    told.push(`start ${environment.key}`);
    const ended = new Promise<Ended>((resolve) => {
      end = resolve;
    });
    const send = (signal: NodeJS.Signals) => {
      told.push(signal);
      if (interrupted) endings += 1;
      if (!stubborn || signal === "SIGKILL") end({ code: null, signal });
    };
    return { ended, send };
  };
  const ended = await watch(known(1, { key: "a" }), {
    intervalMs: INTERVAL_MS,
    graceMs: GRACE_MS,
    start,
    onStart: () => undefined,
    endings: () => endings,
    look: async () => {
      made += 1;
      const look = looks[made];
      if (made === endsDuring) end(ENDED);
      if (look === undefined || look instanceof PosternError) throw look;
      return look.versions;
    },
    read: async () => {
      const look = looks[made];
      if (look === undefined || look instanceof PosternError) throw look;
      return known(look.versions.get("app/db") ?? 0, look.environment ?? {});
    },
    say: (text) => told.push(text),
    pause: async (ms) => {
      if (ms === INTERVAL_MS && made + 1 === looks.length) end(ENDED);
      // A turn later than what has ended by now.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  return { ended, told };
}

const CHANGED = "app/db changed: the program is started anew";

it("a program whose values stay is not started again, and its end is the end", async () => {
  expect(await played([SAME, SAME])).toEqual({ ended: ENDED, told: ["start a"] });
});

it("a new version of a secret starts the program anew, once for each", async () => {
  expect(await played([SAME, at(2, "b"), at(2, "b"), at(3, "c")])).toEqual({
    ended: ENDED,
    told: ["start a", CHANGED, "SIGTERM", "start b", CHANGED, "SIGTERM", "start c"],
  });
});

it("a new version with the same variables starts nothing anew", async () => {
  expect(await played([at(2, "a"), at(2, "a")])).toEqual({ ended: ENDED, told: ["start a"] });
});

it("a program that does not end when it is asked to is killed", async () => {
  expect(await played([at(2, "b")], { stubborn: true })).toEqual({
    ended: ENDED,
    told: ["start a", CHANGED, "SIGTERM", "it has not ended when asked to: it is killed", "SIGKILL", "start b"],
  });
});

it("a program that ended while the server was asked is not started again", async () => {
  expect(await played([at(2, "b")], { endsDuring: 0 })).toEqual({ ended: ENDED, told: ["start a"] });
});

it("nothing is started anew when somebody wants an end meanwhile", async () => {
  expect(await played([at(2, "b")], { interrupted: true })).toEqual({
    ended: KILLED,
    told: ["start a", CHANGED, "SIGTERM"],
  });
});

it("a server that can't be asked ends no program, and that is said once until it is over", async () => {
  const said = "the program goes on with the values that it has: the server could not be reached (unreachable)";
  expect(await played([DOWN, DOWN, SAME, DOWN, at(2, "b")])).toEqual({
    ended: ENDED,
    told: ["start a", said, said, CHANGED, "SIGTERM", "start b"],
  });
});
