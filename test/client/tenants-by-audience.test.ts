import { expect, it, vi } from "vitest";
import { TenantsByAudience } from "../../src/client/tenants-by-audience";
import type { DirectoryDb } from "../../src/kernel/directory";

const DIRECTORY = {} as DirectoryDb;
const URL = "https://postern.example";
const known = { "https://a.example": "tnt_a", b: "tnt_b" } as Readonly<Record<string, string>>;
const over = (lookUp = vi.fn(async (_: DirectoryDb, audience: string) => known[audience]), clock = Date.now) => ({
  lookUp,
  tenants: new TenantsByAudience(lookUp, clock),
});

it("an audience that nobody has means no tenant, and a token names ten at most", async () => {
  const { lookUp, tenants } = over();
  expect(await tenants.find(DIRECTORY, ["x", "y"], URL)).toEqual({ ok: true, value: undefined });
  expect(await tenants.find(DIRECTORY, [], URL)).toEqual({ ok: true, value: undefined });
  const many = [...Array.from({ length: 10 }, (_, n) => `no ${n}`), "b"];
  expect(await tenants.find(DIRECTORY, many, URL)).toEqual({ ok: true, value: undefined });
  expect(lookUp).toHaveBeenCalledTimes(12);
});

it("a directory that does not answer is no refusal of the token", async () => {
  const { tenants } = over(vi.fn(() => Promise.reject(new Error("down"))));
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
  expect(await tenants.find(DIRECTORY, ["b"], URL)).toEqual({ ok: false, error: { code: "service_unavailable" } });
});

it("a tenant's id and its default audience are understood without the directory, and the first that means one counts", async () => {
  const { lookUp, tenants } = over();
  const found = async (...audiences: string[]) => tenants.find(DIRECTORY, audiences, URL);
  expect(await found("tnt_bluefin")).toEqual({ ok: true, value: "tnt_bluefin" });
  expect(await found(`${URL}/tnt_bluefin`)).toEqual({ ok: true, value: "tnt_bluefin" });
  expect(lookUp).not.toHaveBeenCalled();
  for (const odd of [`${URL}.evil/tnt_bluefin`, `${URL}/ptn_bluefin`, `${URL}/tnt_bluefin/`, "operator"])
    expect(await found(odd)).toEqual({ ok: true, value: undefined });
  expect(await found("x", "b", "https://a.example")).toEqual({ ok: true, value: "tnt_b" });
  // Somebody else's trust may have the audience that stands beside it.
  expect(await found("b", `${URL}/tnt_bluefin`)).toEqual({ ok: true, value: "tnt_bluefin" });
  expect(await found("b")).toEqual({ ok: true, value: "tnt_b" });
  expect(lookUp.mock.calls.filter(([, audience]) => audience === "b").length).toBe(1);
});

it("a flood of invented audiences keeps out nobody whose audience was found before, also once that has to be looked up again", async () => {
  let nowMs = 1_000_000;
  const held = new Map([["b", "tnt_b"]]);
  const { tenants } = over(
    vi.fn(async (_: DirectoryDb, audience: string) => held.get(audience)),
    () => nowMs,
  );
  const found = async (audience: string) => tenants.find(DIRECTORY, [audience], URL);
  const flood = async () => {
    for (let n = 0; n < 5000; n++) await found(`invented ${n}`);
    return await found("invented");
  };
  const refused = { ok: false, error: { code: "service_unavailable", retryAfter: 1 } };
  expect(await found("b")).toEqual({ ok: true, value: "tnt_b" });
  nowMs += 61_000;
  expect(await flood()).toEqual(refused);
  expect(await found("b")).toEqual({ ok: true, value: "tnt_b" });
  // One that was given up is a stranger's like any other.
  held.delete("b");
  nowMs += 61_000;
  expect(await flood()).toEqual(refused);
  expect(await found("b")).toEqual({ ok: true, value: undefined });
  expect(await found("b")).toEqual(refused);
});
