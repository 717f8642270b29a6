import { expect, it } from "vitest";
import { BoughtTokens } from "../../packages/client/src/library/sign-in/bought.ts";

it("a bought token is shown until the last tenth of its life, a minute at most, and bought anew after it", async () => {
  let now = 0;
  const bought: number[] = [];
  const buy = async () => ({ token: `t${bought.push(now)}`, lifeMs: 300_000 });
  const tokens = new BoughtTokens(buy, () => now);
  const at = async (ms: number) => {
    now = ms;
    return await tokens.token(undefined);
  };
  expect([await at(0), await at(269_999), await at(270_000), await at(270_001)]).toEqual(["t1", "t1", "t2", "t2"]);
  expect([tokens.refused("t1"), await at(270_002)]).toEqual([true, "t2"]);
  expect([tokens.refused("t2"), await at(270_003)]).toEqual([true, "t3"]);
});

it("a bought token without an end is shown until it is refused", async () => {
  let bought = 0;
  let now = 0;
  const tokens = new BoughtTokens(
    async () => ({ token: `t${++bought}`, lifeMs: null }),
    () => now,
  );
  const first = await tokens.token(undefined);
  now = Number.MAX_SAFE_INTEGER;
  expect([first, await tokens.token(undefined), bought]).toEqual(["t1", "t1", 1]);
});

it("a wait for a token ends by its own signal, and others go on waiting", async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const buy = async () => {
    await gate;
    return { token: "t", lifeMs: 300_000 };
  };
  const tokens = new BoughtTokens(buy, () => 0);
  const [reason, control] = [new Error("enough"), new AbortController()];
  const [ended, goesOn] = [tokens.token(control.signal).catch((error: unknown) => error), tokens.token(undefined)];
  control.abort(reason);
  expect(await ended).toBe(reason);
  release();
  expect(await goesOn).toBe("t");
});
