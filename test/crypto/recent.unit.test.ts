import { expect, it, vi } from "vitest";
import { recent } from "../../src/crypto/recent";

it("recent answers are not kept beyond the limit, and none of undefined: then the function is asked anew", () => {
  const of = vi.fn((text: string) => (text === "" ? undefined : text.length));
  const lengthOf = recent(2, of);
  expect([lengthOf(""), lengthOf(""), of.mock.calls.length]).toEqual([undefined, undefined, 2]);
  expect(["a", "bb", "a", "ccc", "a"].map(lengthOf)).toEqual([1, 2, 1, 3, 1]);
  expect(of.mock.calls.map(([text]) => text)).toEqual(["", "", "a", "bb", "ccc", "a"]);
});

it("recent answers are kept, whatever they are", () => {
  const of = vi.fn((text: string) => (text === "no" ? false : null));
  const kept = recent(10, of);
  expect(["no", "no", "x", "x"].map(kept)).toEqual([false, false, null, null]);
  expect(of).toHaveBeenCalledTimes(2);
});
