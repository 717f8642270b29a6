import { expect, it } from "vitest";
import { inTurn } from "../../bench/lib/load.mjs";

it("a shot's paths and bodies are taken in turn, each from its beginning when it is through", () => {
  const shot = { url: "http://127.0.0.1:1/", paths: ["/a?x=1", "/b"], bodies: ["one", "two", "three"] };
  const requests = [0, 1, 2, 3].map((turn) => inTurn(shot, turn));
  expect(requests.map(({ url, body }) => [url, body])).toEqual([
    ["http://127.0.0.1:1/a?x=1", "one"],
    ["http://127.0.0.1:1/b", "two"],
    ["http://127.0.0.1:1/a?x=1", "three"],
    ["http://127.0.0.1:1/b", "one"],
  ]);
});

it("a shot with one address and no body is the same in every turn", () => {
  const shot = { url: "http://127.0.0.1:1/v1/health" };
  expect(inTurn(shot, 5)).toEqual(shot);
});
