import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchActivity } from "../../../console/src/session/idle.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let press: () => void;
let seenElsewhere: () => void;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("document", new EventTarget());
  press = () => page.dispatchEvent(new Event("keydown"));
  told = [];
  seenElsewhere = watchActivity({ active: () => told.push("active"), idle: () => told.push("idle") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The window is frozen, or its machine sleeps: time passes, and no timer comes. */
const stop = (ms: number) => vi.setSystemTime(Date.now() + ms);

it("a window where nobody is for half an hour says so, and not before", () => {
  vi.advanceTimersByTime(29 * MINUTE);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(MINUTE);
  expect(told).toEqual(["idle"]);
});

it("a window whose machine slept for half an hour says that nobody was there, whatever is pressed first", () => {
  stop(31 * MINUTE);
  press();
  press();
  vi.advanceTimersByTime(SECOND);
  expect(told).toEqual(["idle"]);
});

it("a window that was frozen while somebody was in another one says nothing, for it hears of that first", () => {
  stop(31 * MINUTE);
  vi.advanceTimersByTime(15 * SECOND - 1);
  press();
  seenElsewhere();
  vi.advanceTimersByTime(29 * MINUTE);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2 * MINUTE);
  expect(told).toEqual(["idle"]);
});

it("a person who is there is told of once in each look, and what came to another window not at all", () => {
  for (let i = 0; i < 100; i++) press();
  seenElsewhere();
  vi.advanceTimersByTime(15 * SECOND);
  seenElsewhere();
  vi.advanceTimersByTime(15 * SECOND);
  expect(told).toEqual(["active"]);
});
