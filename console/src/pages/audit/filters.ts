import type { paths } from "../../../../packages/client/src/generated/schema.ts";

/** What the log may be narrowed down by: the API's own names, which are those of the page's address. */
export const FILTER_NAMES = [
  "from",
  "to",
  "action",
  "identity_id",
  "identity_type",
  "path_prefix",
  "success",
  "source_ip",
  "request_id",
  "trust_id",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
/** Those that are set, as texts. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** As the API asks for them. */
export type LogsQuery = NonNullable<paths["/v1/audit/logs"]["get"]["parameters"]["query"]>;
export type ExportBody = NonNullable<paths["/v1/audit/export"]["post"]["requestBody"]>["content"]["application/json"];

export const filtersIn = (get: (name: string) => string): Filters =>
  Object.fromEntries(FILTER_NAMES.map((name) => [name, get(name).trim()] as const).filter(([, text]) => text !== ""));

/** The texts go to the API as they stand: what it does not take, it says. */
export const logsQuery = (filters: Filters): LogsQuery => filters as LogsQuery;

/** The whole of the log, where an export says nothing of a time. */
const FIRST_DAY = "1970-01-01";
const LAST_DAY = "9999-12-31";

export function exportBody({ from, to, success, ...others }: Filters, format: "jsonl" | "csv"): ExportBody {
  const narrowing = { ...others, ...(success === undefined ? {} : { success: success === "true" }) };
  return {
    format,
    from: from ?? FIRST_DAY,
    to: to ?? LAST_DAY,
    // As in `logsQuery`.
    ...(Object.keys(narrowing).length === 0 ? {} : { filters: narrowing as NonNullable<ExportBody["filters"]> }),
  };
}

/** Is this the whole log, so that its chain can be followed? */
export const isWhole = (filters: Filters): boolean => Object.keys(filters).length === 0;

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const DAY_MS = 86_400_000;
/** The API counts no longer span in one answer. */
const MAX_DAYS = 92;
const DEFAULT_DAYS = 30;

/** The span, in days of UTC, that the activity is counted for: that of the filters, cut to its newest days where it is too long. */
export function activitySpan({ from, to }: Filters, nowMs: number): { readonly from: string; readonly to: string } {
  const last = Math.min(startOf(to) ?? nowMs, nowMs);
  const first = startOf(from) ?? last - (DEFAULT_DAYS - 1) * DAY_MS;
  return { from: dayOf(Math.min(last, Math.max(first, last - (MAX_DAYS - 1) * DAY_MS))), to: dayOf(last) };
}

const startOf = (text: string | undefined): number | undefined => {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
};
const dayOf = (ms: number): string => new Date(Math.max(0, ms)).toISOString().slice(0, 10);
