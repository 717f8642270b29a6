import { describe, expect, it } from "vitest";
import { loginPause, type Told, tells } from "../../../src/broker/authentications/login-pause";

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const refused = (agoMs: number, vaultVersion: number | null = 4): Told => ({
  status: "failed",
  verdict: "still_on_form",
  endedAtMs: NOW - agoMs,
  vaultVersion,
});
const good = (agoMs: number): Told => ({
  status: "authenticated",
  verdict: "signed_in",
  endedAtMs: NOW - agoMs,
  vaultVersion: 4,
});

describe("a credential's pause", () => {
  it("is none after one refusal, or none at all", () => {
    expect(loginPause([], 0, NOW)).toBeNull();
    expect(loginPause([refused(0)], 0, NOW)).toBeNull();
  });

  it("is none where a sign-in worked between, or after", () => {
    expect(loginPause([refused(0), good(MINUTE)], 0, NOW)).toBeNull();
    expect(loginPause([good(0), refused(MINUTE)], 0, NOW)).toBeNull();
  });

  it("is none where the two refusals lie more than ten minutes apart", () => {
    expect(loginPause([refused(0), refused(10 * MINUTE + 1)], 0, NOW)).toBeNull();
    expect(loginPause([refused(0), refused(10 * MINUTE)], 0, NOW)).not.toBeNull();
  });

  it("lasts fifteen minutes from the second refusal, and names the version that was refused", () => {
    expect(loginPause([refused(MINUTE), refused(2 * MINUTE)], 0, NOW)).toStrictEqual({
      untilMs: NOW + 14 * MINUTE,
      vaultVersion: 4,
    });
    expect(loginPause([refused(15 * MINUTE), refused(16 * MINUTE)], 0, NOW)).toBeNull();
    expect(loginPause([refused(MINUTE, null), refused(2 * MINUTE)], 0, NOW)?.vaultVersion).toBeNull();
  });

  it("ends with a change of the credential", () => {
    expect(loginPause([refused(MINUTE), refused(2 * MINUTE)], NOW - MINUTE + 1, NOW)).toBeNull();
    expect(loginPause([refused(MINUTE), refused(2 * MINUTE)], NOW - MINUTE, NOW)).not.toBeNull();
  });
});

it("an end tells of a credential if the site refused it, or took values that were leased", () => {
  const told = (
    status: "authenticated" | "failed",
    verdict: "signed_in" | "already_signed_in" | "still_on_form" | null,
    leases: number,
  ) => tells({ status, verdict, leases });
  expect([told("failed", "still_on_form", 1), told("authenticated", "signed_in", 1)]).toEqual([true, true]);
  expect([told("authenticated", "signed_in", 0), told("authenticated", "already_signed_in", 0)]).toEqual([
    false,
    false,
  ]);
  expect(told("failed", null, 1)).toBe(false);
});
