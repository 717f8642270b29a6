import { expect, it } from "vitest";
import { varArgs } from "../../scripts/lib/worker.mjs";

it("a local deployment is told the address at which it listens as its own, unless the caller names another, and what it shows as its build is never the caller's", () => {
  const [url, nonce] = ["http://127.0.0.1:8799", "dev-1"];
  expect(varArgs(url, nonce, {})).toEqual(["--var", `PUBLIC_URL:${url}`, "--var", `BUILD_TIME:${nonce}`]);
  const vars = { PUBLIC_URL: "https://postern.example", BUILD_TIME: "other", RATE_LIMITS: "{}" };
  expect(varArgs(url, nonce, vars)).toEqual([
    ...["--var", "PUBLIC_URL:https://postern.example"],
    ...["--var", `BUILD_TIME:${nonce}`],
    ...["--var", "RATE_LIMITS:{}"],
  ]);
});
