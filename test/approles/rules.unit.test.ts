import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  afterRefusal,
  hashSecretId,
  isStopped,
  newRoleId,
  newSecretId,
  type Refusals,
  tenantOfRoleId,
} from "../../src/approles/rules";

const MINUTE_MS = 60_000;
const START: Refusals = { refusedAtMs: [], stoppedUntilMs: null };

it("a role id has one form, names its tenant, and no other text is one", () => {
  expect(tenantOfRoleId(newRoleId("tnt_acme_corp"))).toBe("tnt_acme_corp");
  const body = "0".repeat(26);
  for (const text of [
    "",
    "tnt_acme",
    `tnt_acme.${body}0`,
    `tnt_acme.${body.slice(1)}`,
    `ptn_acme.${body}`,
    `operator.${body}`,
    `tnt_acme.${body.slice(1)}-`,
    `tnt_ACME.${body}`,
    ` tnt_acme.${body}`,
    `tnt_acme.${body}\n`,
    `tnt_${"a".repeat(41)}.${body}`,
  ])
    expect([text, tenantOfRoleId(text)]).toEqual([text, undefined]);
  fc.assert(fc.property(fc.string(), (text) => tenantOfRoleId(text) === undefined));
});

it("secret ids differ, and one that somebody chose has another hash in each role", () => {
  const made = Array.from({ length: 1000 }, newSecretId);
  expect(new Set(made).size).toBe(1000);
  expect(made.every((text) => /^[0-9A-Za-z]{43}$/.test(text))).toBe(true);
  expect(hashSecretId("a", "b")).not.toBe(hashSecretId("b", "b"));
  expect(hashSecretId("a", "b\nc")).toMatch(/^[0-9a-f]{64}$/);
});

it("the fifth refusal within 15 minutes stops a role for 15, and nothing else does", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20 * MINUTE_MS }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (waits) => {
      let state = START;
      let now = 10 ** 12;
      // What counts: refusals since the role was last stopped.
      let counted: number[] = [];
      for (const wait of waits) {
        now += wait;
        const wasStopped = isStopped(state, now);
        const before = state;
        state = afterRefusal(state, now);
        if (wasStopped) {
          expect(state).toEqual(before);
          continue;
        }
        counted = [...counted, now].filter((ms) => ms > now - 15 * MINUTE_MS);
        expect(state.refusedAtMs.length).toBeLessThan(5);
        expect(isStopped(state, now)).toBe(counted.length === 5);
        if (counted.length < 5) continue;
        expect([isStopped(state, now + 15 * MINUTE_MS - 1), isStopped(state, now + 15 * MINUTE_MS)]).toEqual([
          true,
          false,
        ]);
        counted = [];
      }
    }),
  );
});
