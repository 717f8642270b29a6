import fc from "fast-check";
import { expect, it } from "vitest";
import type { ConditionsText, TimeWindowText } from "../../src/kernel/policy";
import {
  DAYS,
  failedCondition,
  isInRanges,
  isInWindow,
  isMfaFresh,
  parseConditions,
  parseIpRanges,
  parseTimeWindow,
  type RequestAttributes,
} from "../../src/policies/conditions";

const inside = (ranges: string[], ip: string | null) => {
  const parsed = parseIpRanges(ranges);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return isInRanges(parsed.value, ip);
};

it("ip_ranges are refused without an entry, and above 50", () => {
  expect(parseIpRanges([])).toEqual({ ok: false, faults: [{ path: [], reason: "empty" }] });
  expect(parseIpRanges(Array<string>(51).fill("10.0.0.1"))).toEqual({
    ok: false,
    faults: [{ path: [], reason: "too_many" }],
  });
  expect(parseIpRanges(Array<string>(50).fill("10.0.0.1")).ok).toBe(true);
});

it.each([
  "",
  "x",
  "localhost",
  "10.0.0",
  "10.0.0.0.0",
  "256.0.0.1",
  "010.0.0.1",
  "0x0a.0.0.1",
  "167772161",
  "10.0.0.1 ",
  " 10.0.0.1",
  "10.0.0.1\n",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/08",
  "10.0.0.0/-1",
  "10.0.0.0/+8",
  "10.0.0.0/8/8",
  "10.0.0.0/255.0.0.0",
  "10.0.0.0/8 ",
  "10.0.0.0-10.0.0.9",
  "10.0.0.*",
  "/8",
  ":",
  ":::",
  "1::2::3",
  "[::1]",
  "fe80::1%eth0",
  "fe80::%1/64",
  "::/129",
  "12345::",
  "::ffff:010.0.0.1",
  "::ffff:10.0.0",
  "::ffff:10.0.0.0/95",
  "::ffff:10.0.0.0/8",
  `::${"0".repeat(60)}1`,
  "\uff11.2.3.4",
])("ip_ranges refuse %j, by its place and without a piece of it", (text) => {
  expect(parseIpRanges(["10.0.0.1", text])).toEqual({ ok: false, faults: [{ path: [1], reason: "format" }] });
});

it("ip_ranges hold no address that is unknown, or none", () => {
  for (const ip of [
    null,
    "",
    "unknown",
    "10.0.0.1, 10.0.0.2",
    "10.0.0.1:443",
    "010.0.0.1",
    "167772161",
    "::1%lo",
    "[::1]",
  ]) {
    expect([ip, inside(["0.0.0.0/0", "::/0"], ip)]).toEqual([ip, false]);
  }
});

it.each([
  ["203.0.113.0/24", ["203.0.113.0", "203.0.113.255"], ["203.0.112.255", "203.0.114.0", "2001:db8::cb00:7100"]],
  ["203.0.113.77/24", ["203.0.113.1"], ["203.0.112.77"]],
  ["203.0.113.7", ["203.0.113.7"], ["203.0.113.6", "203.0.113.8"]],
  ["203.0.113.7/32", ["203.0.113.7"], ["203.0.113.6"]],
  ["128.0.0.0/1", ["128.0.0.0", "255.255.255.255"], ["127.255.255.255"]],
  ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255", "::ffff:1.2.3.4"], ["::", "2001:db8::1"]],
  ["::/0", ["::1", "ffff::"], ["1.2.3.4", "::ffff:1.2.3.4", "::ffff:102:304"]],
  ["2001:db8::/32", ["2001:db8::", "2001:0DB8:ffff::1"], ["2001:db9::", "2001:db7:ffff::"]],
  ["2001:db8::1", ["2001:db8:0:0:0:0:0:1", "2001:DB8::0.0.0.1"], ["2001:db8::2"]],
  ["2001:db8::8000/113", ["2001:db8::8000", "2001:db8::ffff"], ["2001:db8::7fff"]],
])("ip_ranges %s holds its own addresses only", (range, right, wrong) => {
  expect(right.filter((ip) => !inside([range], ip))).toEqual([]);
  expect(wrong.filter((ip) => inside([range], ip))).toEqual([]);
});

it("ip_ranges compare an embedded IPv4 address as IPv4, on either side", () => {
  for (const ip of ["10.1.2.3", "::ffff:10.1.2.3", "::FFFF:a01:203", "0:0:0:0:0:ffff:10.1.2.3"]) {
    for (const range of [
      "10.1.0.0/16",
      "::ffff:10.1.0.0/112",
      "::ffff:10.1.2.3",
      "::ffff:a01:203/128",
      "::ffff:0:0/96",
    ]) {
      expect([range, ip, inside([range], ip)]).toEqual([range, ip, true]);
    }
    expect(inside(["10.2.0.0/16", "::ffff:10.2.0.0/112"], ip)).toBe(false);
  }
});

it("ip_ranges are one union", () => {
  expect(["10.0.0.9", "2001:db8::9", "192.0.2.1"].map((ip) => inside(["10.0.0.0/8", "2001:db8::/64"], ip))).toEqual([
    true,
    true,
    false,
  ]);
});

it("ip_ranges agree with the bits compared one by one, and never throw", () => {
  const address = fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom(0, 128, 255), fc.nat(255));
  const bits = (octets: readonly number[]) => octets.map((octet) => octet.toString(2).padStart(8, "0")).join("");
  fc.assert(
    fc.property(address, fc.nat(32), address, (base, prefix, ip) => {
      const isInside = bits(base).slice(0, prefix) === bits(ip).slice(0, prefix);
      expect(inside([`${base.join(".")}/${prefix}`], ip.join("."))).toBe(isInside);
      expect(inside([`::ffff:${base.join(".")}/${prefix + 96}`], `::ffff:${ip.join(".")}`)).toBe(isInside);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => [parseIpRanges([text]), inside(["::/0"], text)].length === 2),
  );
});

const isOpen = (window: TimeWindowText, instant: string) => {
  const parsed = parseTimeWindow(window);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return isInWindow(parsed.value, Date.parse(instant));
};

const fault = (path: (string | number)[], reason: string) => ({ ok: false, faults: [{ path, reason }] });

it("time_window is refused with a start or an end that is no time of day", () => {
  for (const start of [
    "",
    "8:00",
    "08:0",
    "08:00:00",
    "24:00",
    "08:60",
    "-1:00",
    " 08:00",
    "08:00\n",
    "0800",
    "\u0660\u0668:00",
  ]) {
    expect([start, parseTimeWindow({ start, end: "18:00" })]).toEqual([start, fault(["start"], "format")]);
  }
  for (const end of ["", "24:01", "25:00", "24:00:00", "6pm"]) {
    expect([end, parseTimeWindow({ start: "08:00", end })]).toEqual([end, fault(["end"], "format")]);
  }
});

it("time_window is refused where start and end are equal", () => {
  expect(parseTimeWindow({ start: "00:00", end: "00:00" })).toEqual(fault(["end"], "equal"));
  expect(parseTimeWindow({ start: "08:00", end: "08:00" })).toEqual(fault(["end"], "equal"));
});

it("time_window is refused with no day, or one it does not know", () => {
  expect(parseTimeWindow({ days: [], start: "08:00", end: "18:00" })).toEqual(fault(["days"], "empty"));
  for (const day of ["Mon", "monday", "", "0", "constructor"]) {
    expect(parseTimeWindow({ days: ["tue", day], start: "08:00", end: "18:00" })).toEqual({
      ok: false,
      faults: [{ path: ["days", 1], reason: "unsupported", allowed: DAYS }],
    });
  }
});

it("time_window is refused with a timezone that is no IANA name", () => {
  for (const timezone of [
    "",
    "Mars/Olympus",
    "+01:00",
    "UTC+1",
    "Europe/Amsterdam ",
    "Europe",
    "../UTC",
    "CET\n",
    `A${"a".repeat(500)}`,
  ]) {
    expect([timezone, parseTimeWindow({ start: "08:00", end: "18:00", timezone })]).toEqual([
      timezone,
      fault(["timezone"], "unsupported"),
    ]);
  }
});

it("time_window shares one clock among all rules of a zone, in whatever case: a space may have 100 000 of them", () => {
  const clocks = ["Europe/Amsterdam", "europe/amsterdam", "EUROPE/AMSTERDAM"].map((timezone) => {
    const parsed = parseTimeWindow({ start: "08:00", end: "18:00", timezone });
    return parsed.ok ? parsed.value.clock : undefined;
  });
  expect(clocks[0]?.localMs(Date.UTC(2026, 6, 1, 10))).toBe(Date.UTC(2026, 6, 1, 12));
  expect(new Set(clocks).size).toBe(1);
});

it("time_window names all its faults at once", () => {
  expect(parseTimeWindow({ days: ["x"], start: "x", end: "x", timezone: "x" })).toEqual({
    ok: false,
    faults: [
      { path: ["days", 0], reason: "unsupported", allowed: DAYS },
      { path: ["start"], reason: "format" },
      { path: ["end"], reason: "format" },
      { path: ["timezone"], reason: "unsupported" },
    ],
  });
});

// 2026-05-11 is a Monday.
it.each<[string, TimeWindowText, string[], string[]]>([
  [
    "from its start to just before its end, on its days",
    { days: ["mon", "fri"], start: "08:00", end: "18:00" },
    ["2026-05-11T08:00:00Z", "2026-05-11T17:59:59.999Z", "2026-05-15T12:00:00Z"],
    ["2026-05-11T07:59:59.999Z", "2026-05-11T18:00:00Z", "2026-05-12T12:00:00Z", "2026-05-10T12:00:00Z"],
  ],
  [
    "on all days if none are named, to the end of the day with 24:00",
    { start: "00:00", end: "24:00" },
    ["2026-05-10T00:00:00Z", "2026-05-11T23:59:59.999Z", "2026-05-16T12:00:00Z"],
    [],
  ],
  [
    "up to midnight, whether that is written 24:00",
    { days: ["mon"], start: "22:00", end: "24:00" },
    ["2026-05-11T22:00:00Z", "2026-05-11T23:59:59Z"],
    ["2026-05-12T00:00:00Z", "2026-05-11T00:00:00Z", "2026-05-11T21:59:00Z"],
  ],
  [
    "or 00:00",
    { days: ["mon"], start: "22:00", end: "00:00" },
    ["2026-05-11T22:00:00Z", "2026-05-11T23:59:59Z"],
    ["2026-05-12T00:00:00Z", "2026-05-11T00:00:00Z"],
  ],
  [
    "past midnight into the day after the one it belongs to",
    { days: ["fri"], start: "22:00", end: "06:00" },
    ["2026-05-15T22:00:00Z", "2026-05-15T23:59:59Z", "2026-05-16T00:00:00Z", "2026-05-16T05:59:59Z"],
    ["2026-05-15T05:00:00Z", "2026-05-16T06:00:00Z", "2026-05-16T22:00:00Z", "2026-05-15T21:59:59Z"],
  ],
  [
    "from Sunday into Monday",
    { days: ["sun"], start: "23:00", end: "01:00" },
    ["2026-05-10T23:30:00Z", "2026-05-11T00:30:00Z"],
    ["2026-05-10T00:30:00Z", "2026-05-11T23:30:00Z", "2026-05-11T01:00:00Z"],
  ],
  [
    "by the wall clock of its timezone, summer and winter",
    { start: "08:00", end: "18:00", timezone: "Europe/Amsterdam" },
    ["2026-05-11T06:00:00Z", "2026-05-11T15:59:59Z", "2026-01-12T07:00:00Z", "2026-01-12T16:59:59Z"],
    ["2026-05-11T05:59:59Z", "2026-05-11T16:00:00Z", "2026-01-12T06:59:59Z", "2026-01-12T17:00:00Z"],
  ],
  [
    "by the day of its timezone",
    { days: ["tue"], start: "00:00", end: "24:00", timezone: "Asia/Tokyo" },
    ["2026-05-11T15:00:00Z", "2026-05-12T14:59:59Z"],
    ["2026-05-11T14:59:59Z", "2026-05-12T15:00:00Z"],
  ],
  [
    "in a timezone with half an hour",
    { start: "09:30", end: "10:00", timezone: "Asia/Kolkata" },
    ["2026-05-11T04:00:00Z"],
    ["2026-05-11T04:30:00Z", "2026-05-11T03:59:59Z"],
  ],
  [
    // 2026-03-29, 02:00 becomes 03:00 in Amsterdam: the hour from 02:00 to 03:00 is never there.
    "through the night in which an hour is missing",
    { days: ["sat"], start: "22:00", end: "06:00", timezone: "Europe/Amsterdam" },
    ["2026-03-28T21:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T03:59:59Z"],
    ["2026-03-28T20:59:59Z", "2026-03-29T04:00:00Z"],
  ],
  [
    "never in an hour that is missing",
    { days: ["sun"], start: "02:00", end: "03:00", timezone: "Europe/Amsterdam" },
    ["2026-03-22T01:30:00Z"],
    ["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"],
  ],
  [
    // 2026-10-25, 03:00 becomes 02:00 in Amsterdam: the hour from 02:00 to 03:00 is there twice.
    "twice in an hour that comes twice",
    { days: ["sun"], start: "02:00", end: "03:00", timezone: "Europe/Amsterdam" },
    ["2026-10-25T00:00:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z", "2026-10-25T01:59:59Z"],
    ["2026-10-24T23:59:59Z", "2026-10-25T02:00:00Z"],
  ],
])("time_window is open %s", (_, window, open, closed) => {
  expect(open.filter((instant) => !isOpen(window, instant))).toEqual([]);
  expect(closed.filter((instant) => isOpen(window, instant))).toEqual([]);
});

it("time_window agrees with the minutes of the week counted from its start", () => {
  const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const minute = fc.nat(1439);
  const write = (at: number) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  fc.assert(
    fc.property(minute, minute, fc.nat(6), fc.nat(7 * 1440 - 1), (start, end, day, at) => {
      fc.pre(start !== end);
      const length = (end - start + 1440) % 1440;
      const since = (at - (day * 1440 + start) + 7 * 1440) % (7 * 1440);
      const instant = new Date(Date.UTC(2026, 4, 11) + at * 60_000).toISOString();
      expect(isOpen({ days: [DAYS[day] ?? ""], start: write(start), end: write(end) }, instant)).toBe(since < length);
    }),
    { numRuns: 300 },
  );
});

it("require_mfa wants a second factor, at most as old as allowed", () => {
  const ages: [number | null, boolean][] = [
    [null, false],
    [0, false],
    [99_999, false],
    [100_000, true],
    [999_999, true],
    [1_000_000, true],
  ];
  for (const [verifiedAtMs, fresh] of ages)
    expect([verifiedAtMs, isMfaFresh(verifiedAtMs, 1_000_000, 900_000)]).toEqual([verifiedAtMs, fresh]);
});

const NOON: RequestAttributes = {
  nowMs: Date.parse("2026-05-11T12:00:00Z"),
  ip: "203.0.113.7",
  mfaVerifiedAtMs: null,
  mfaMaxAgeMs: 900_000,
};

const failed = (text: ConditionsText, changed: Partial<RequestAttributes> = {}) => {
  const parsed = parseConditions(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return failedCondition(parsed.value, { ...NOON, ...changed });
};

it("conditions are refused with every fault in its place", () => {
  const text = {
    ip_ranges: ["10.0.0.1", "x"],
    time_window: { start: "08:00", end: "08:00", timezone: "x" },
    require_mfa: true,
  };
  expect(parseConditions(text)).toEqual({
    ok: false,
    faults: [
      { path: ["ip_ranges", 1], reason: "format" },
      { path: ["time_window", "end"], reason: "equal" },
      { path: ["time_window", "timezone"], reason: "unsupported" },
    ],
  });
});

it("conditions are tried in their order, and the first that fails is named", () => {
  const all = { ip_ranges: ["203.0.113.0/24"], time_window: { start: "08:00", end: "18:00" }, require_mfa: true };
  expect(failed(all, { ip: "192.0.2.1", nowMs: 0 })).toBe("ip_ranges");
  expect(failed(all, { ip: null })).toBe("ip_ranges");
  expect(failed(all, { nowMs: 0 })).toBe("time_window");
  expect(failed(all)).toBe("require_mfa");
  expect(failed(all, { mfaVerifiedAtMs: NOON.nowMs - 900_000 })).toBeUndefined();
});

it("conditions hold where there are none, which false is too", () => {
  expect([failed({}), failed({ require_mfa: false }), failed({}, { ip: null, nowMs: 0 })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
