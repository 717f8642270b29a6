import ipaddr from "ipaddr.js";
import { DAY_MS } from "../formats";
import type { ConditionsText, TimeWindowText } from "../kernel/policy";
import { type WallClock, wallClock } from "../kernel/wall-clock";

/** The same, ready to be tried. */
export interface Conditions {
  readonly ipRanges: readonly IpRange[] | null;
  readonly timeWindow: TimeWindow | null;
  readonly requireMfa: boolean;
}
/** In the order in which they are tried. */
export const CONDITION_NAMES = ["ip_ranges", "time_window", "require_mfa"] as const;
export type ConditionName = (typeof CONDITION_NAMES)[number];

/** Where a fault lies, from the parsed value down, and its reason word. Never a piece of the input. */
export interface ConditionFault {
  readonly path: readonly (string | number)[];
  readonly reason: "empty" | "too_many" | "format" | "unsupported" | "equal";
  /** What would have fitted, where that is a list. */
  readonly allowed?: readonly string[];
}
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly ConditionFault[] };

/** What the conditions are tried against. */
export interface RequestAttributes {
  readonly nowMs: number;
  /** The caller's address as the edge reports it; `null`: unknown. */
  readonly ip: string | null;
  readonly mfaVerifiedAtMs: number | null;
  readonly mfaMaxAgeMs: number;
}

export function parseConditions(text: ConditionsText): Parsed<Conditions> {
  const ranges = text.ip_ranges && parseIpRanges(text.ip_ranges);
  const window = text.time_window && parseTimeWindow(text.time_window);
  const faults = [...faultsUnder("ip_ranges", ranges), ...faultsUnder("time_window", window)];
  if (faults.length > 0) return { ok: false, faults };
  const value = {
    ipRanges: ranges?.ok ? ranges.value : null,
    timeWindow: window?.ok ? window.value : null,
    requireMfa: text.require_mfa === true,
  };
  return { ok: true, value };
}

const faultsUnder = (name: ConditionName, parsed: Parsed<unknown> | undefined): ConditionFault[] =>
  !parsed || parsed.ok ? [] : parsed.faults.map(({ path, reason }) => ({ path: [name, ...path], reason }));

/** The first condition that fails, in their order; undefined: all hold. */
export function failedCondition(conditions: Conditions, circumstances: RequestAttributes): ConditionName | undefined {
  const { ipRanges, timeWindow, requireMfa } = conditions;
  const { nowMs, ip, mfaVerifiedAtMs, mfaMaxAgeMs } = circumstances;
  if (ipRanges && !isInRanges(ipRanges, ip)) return "ip_ranges";
  if (timeWindow && !isInWindow(timeWindow, nowMs)) return "time_window";
  if (requireMfa && !isMfaFresh(mfaVerifiedAtMs, nowMs, mfaMaxAgeMs)) return "require_mfa";
  return undefined;
}

// --- ip_ranges ---

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export interface IpRange {
  readonly base: Address;
  readonly prefixBits: number;
}
const MAX_RANGES = 50;
/** Six groups and a dotted IPv4 are the longest spelling (RFC 4291, section 2.2). */
const MAX_ADDRESS_LENGTH = 45;
/** `::ffff:0:0/96` (RFC 4291, section 2.5.5.2). */
const MAPPED_BITS = 96;

/** IPv4 or IPv6, with a prefix length or as one host. Host bits do not matter. */
export function parseIpRanges(texts: readonly string[]): Parsed<readonly IpRange[]> {
  if (texts.length === 0) return { ok: false, faults: [{ path: [], reason: "empty" }] };
  if (texts.length > MAX_RANGES) return { ok: false, faults: [{ path: [], reason: "too_many" }] };
  const ranges = texts.map(parseRange);
  const faults = ranges.flatMap((range, index) => (range ? [] : [{ path: [index], reason: "format" as const }]));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: ranges.filter((range) => range !== undefined) };
}

/** An address that is unknown, or none, is never inside. */
export function isInRanges(ranges: readonly IpRange[], ip: string | null): boolean {
  const address = ip === null ? undefined : parseAddress(ip);
  if (!address) return false;
  const caller = unmapped(address);
  return ranges.some(({ base, prefixBits }) => base.kind() === caller.kind() && caller.match(base, prefixBits));
}

export const isAddress = (text: string): boolean => parseAddress(text) !== undefined;

function parseRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const base = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (!base) return undefined;
  const width = base.kind() === "ipv4" ? 32 : 128;
  const prefix = slash === -1 ? String(width) : text.slice(slash + 1);
  if (!/^(0|[1-9][0-9]{0,2})$/.test(prefix) || Number(prefix) > width) return undefined;
  const compared = unmapped(base);
  if (compared === base) return { base, prefixBits: Number(prefix) };
  // A shorter prefix would reach beyond the IPv4 addresses that it is written with.
  return Number(prefix) < MAPPED_BITS ? undefined : { base: compared, prefixBits: Number(prefix) - MAPPED_BITS };
}

/** The library also takes octal, hexadecimal and short IPv4 spellings, zones and leading zeros; here none of them counts. */
function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_ADDRESS_LENGTH || text.includes("%")) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  const last = text.slice(text.lastIndexOf(":") + 1);
  if (last.includes(".") && !ipaddr.IPv4.isValidFourPartDecimal(last)) return undefined;
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** An IPv4 address inside an IPv6 one is the same host. */
const unmapped = (address: Address): Address =>
  "isIPv4MappedAddress" in address && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;

// --- time_window ---

export const DAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES = 24 * 60;

export interface TimeWindow {
  /** Indexes of DAYS. */
  readonly days: ReadonlySet<number>;
  readonly startMinute: number;
  /** Up to 1440. Less than the start: the window ends on the next day. */
  readonly endMinute: number;
  /** The wall clock of the window's timezone. */
  readonly clock: WallClock;
}

/** `HH:MM` to `HH:MM` (the end up to `24:00`) on the named days, all if none are named; `timezone` is an IANA name. */
export function parseTimeWindow(text: TimeWindowText): Parsed<TimeWindow> {
  const { days = DAYS, start, end, timezone = "UTC" } = text;
  const indexes = days.map((day) => DAYS.indexOf(day));
  const startMinute = parseMinute(start);
  const endMinute = end === "24:00" ? DAY_MINUTES : parseMinute(end);
  const clock = wallClock(timezone);
  const faults: ConditionFault[] = [];
  if (days.length === 0) faults.push({ path: ["days"], reason: "empty" });
  for (const [at, index] of indexes.entries())
    if (index === -1) faults.push({ path: ["days", at], reason: "unsupported", allowed: DAYS });
  if (startMinute === undefined) faults.push({ path: ["start"], reason: "format" });
  if (endMinute === undefined) faults.push({ path: ["end"], reason: "format" });
  else if (endMinute === startMinute) faults.push({ path: ["end"], reason: "equal" });
  if (!clock) faults.push({ path: ["timezone"], reason: "unsupported" });
  if (faults.length > 0 || startMinute === undefined || endMinute === undefined || !clock) return { ok: false, faults };
  return { ok: true, value: { days: new Set(indexes), startMinute, endMinute, clock } };
}

/** By the wall clock. Start counts, end does not; what lies past midnight belongs to the day before. */
export function isInWindow({ days, startMinute, endMinute, clock }: TimeWindow, nowMs: number): boolean {
  const { day, minute } = readClock(clock, nowMs);
  if (startMinute < endMinute) return days.has(day) && minute >= startMinute && minute < endMinute;
  return (days.has(day) && minute >= startMinute) || (days.has((day + 6) % 7) && minute < endMinute);
}

function parseMinute(text: string): number | undefined {
  const [, hours, minutes] = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** 1 January 1970 was a Thursday. */
const FIRST_DAY = 3;

function readClock(clock: WallClock, nowMs: number): { day: number; minute: number } {
  const localMs = clock.localMs(nowMs);
  const days = Math.floor(localMs / DAY_MS);
  return { day: (days + FIRST_DAY) % 7, minute: Math.floor((localMs - days * DAY_MS) / 60_000) };
}

// --- require_mfa ---

/** A second factor exactly `maxAgeMs` old still counts. */
export const isMfaFresh = (verifiedAtMs: number | null, nowMs: number, maxAgeMs: number): boolean =>
  verifiedAtMs !== null && nowMs - verifiedAtMs <= maxAgeMs;
