import fc from "fast-check";
import { expect, it } from "vitest";
import { retryAfterSeconds } from "../../src/outbound/retry-after";

const NOW = Date.UTC(2026, 9, 21, 7, 28, 0, 400);

it.each([
  null,
  "",
  "soon",
  "-1",
  "1.5",
  "+7",
  "7 s",
  "7, 9",
  "0x10",
  "1e1",
  "\u0667",
  "7 Oct 2026",
  "2026-10-21T07:28:30Z",
  "Wed, 21 Oct 2026 07:28:30 +0100",
  "Wed, 21 Oct 2026 07:28:30",
  "Wed, 99 Oct 2026 07:28:30 GMT",
  "Wed, 21 Foo 2026 07:28:30 GMT",
  "x Wed, 21 Oct 2026 07:28:30 GMT",
])("the time that another side asks to wait is none where it is %j", (header) => {
  expect(retryAfterSeconds(header, NOW)).toBeNull();
});

it.each([
  ["0", 1],
  ["1", 1],
  ["7", 7],
  ["007", 7],
  ["60", 60],
  ["61", 60],
  ["1234567890", 60],
  ["9".repeat(400), 60],
  ["Wed, 21 Oct 2026 07:28:30 GMT", 30],
  ["Wednesday, 21-Oct-26 07:28:30 GMT", 30],
  ["Wed Oct 21 07:28:30 2026", 30],
  ["Fri Nov  6 08:49:37 2026", 60],
  ["Wed, 21 Oct 2026 07:28:01 GMT", 1],
  ["Wed, 21 Oct 2026 07:28:00 GMT", 1],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 1],
])("the time that another side asks to wait is read from %s as %d seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});

it("the time that another side asks to wait is a whole number of 1 to 60, or none, whatever is sent and whenever", () => {
  const header = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[0-9]{1,30}$/),
    fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
  );
  fc.assert(
    fc.property(header, fc.nat(4_102_444_800_000), (text, nowMs) => {
      const seconds = retryAfterSeconds(text, nowMs);
      if (seconds === null) return;
      expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60).toBe(true);
    }),
  );
});
