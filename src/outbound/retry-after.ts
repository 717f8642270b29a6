/** The three forms of a date in HTTP (RFC 9110, section 5.6.7); the last has no zone and is in GMT too. */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/,
  /^[A-Z][a-z]{5,8}, [0-9]{2}-[A-Z][a-z]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}$/,
] as const;
const MIN_SECONDS = 1;
const MAX_SECONDS = 60;

/**
 * How long the other side asks to wait, in whole seconds, kept within 1 to 60: it must neither make a caller hammer nor stop one
 * for good. Any number of digits, or a date in HTTP's forms; null for anything else. `nowMs`: Unix milliseconds.
 */
export function retryAfterSeconds(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const seconds = /^[0-9]+$/.test(header) ? Number(header) : Math.ceil((dateMs(header) - nowMs) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, MIN_SECONDS), MAX_SECONDS);
}

/** NaN for a text that is none, or no day of the calendar. Only whole forms are parsed: the parser itself takes nearly all. */
function dateMs(text: string): number {
  if (!HTTP_DATES.some((form) => form.test(text))) return Number.NaN;
  return Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
}
