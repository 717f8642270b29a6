import { TEXTS } from "./texts";

/**
 * What may differ between two servers that behave alike: ids, tokens and moments. Each is replaced by a word that says of what
 * kind it is; a text that an earlier step kept by its name, so that what must be the same is still compared.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const IDS = new Set([
  ...["request_id", "client_token", "accessor", "wrapped_accessor", "token", "id", "entity_id", "uuid"],
  ...["secret_id", "secret_id_accessor", "role_id", "cluster_id", "cluster_name", "password"],
]);
const UNIX_SECONDS = new Set(["creation_time", "last_renewal_time", "server_time_utc"]);
const SECONDS_LEFT = new Set(["ttl", "lease_duration"]);
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const RELEASE = /^\d+\.\d+\.\d+(\+[\w.]+)?$/;
/** Go's zero: no moment at all. */
const NO_TIME = "0001-01-01T00:00:00Z";
/** Two servers are asked one after the other. */
const SLACK_S = 15;

export interface Known {
  readonly nowMs: number;
  /** What earlier steps kept: text to name. */
  readonly names: ReadonlyMap<string, string>;
}

export function masked(value: Json, known: Known, key = ""): Json {
  if (typeof value === "string") return maskedText(value, known, key);
  if (typeof value === "number") return maskedNumber(value, known, key);
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const isProse = key === "errors" || key === "warnings";
    return value.map((item: Json) => (isProse && typeof item === "string" ? proseOf(item) : masked(item, known, key)));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, known, name)]));
}

function maskedText(text: string, { nowMs, names }: Known, key: string): string {
  const name = names.get(text);
  if (name !== undefined) return `<${name}>`;
  if (text !== "" && IDS.has(key)) return `<${key}>`;
  if (key === "version" && RELEASE.test(text)) return "<release>";
  if (!RFC_3339.test(text) || text === NO_TIME) return text;
  return key === "modified" ? "<moment>" : momentOf((Date.parse(text) - nowMs) / 1000);
}

function maskedNumber(value: number, { nowMs }: Known, key: string): Json {
  if (UNIX_SECONDS.has(key)) return `<unix ${momentOf(value - nowMs / 1000)}>`;
  return SECONDS_LEFT.has(key) && value > 2 * SLACK_S ? roundTo(value, SLACK_S) : value;
}

/** `<now>`, `<past>`, or in how many seconds. */
function momentOf(seconds: number): string {
  if (Math.abs(seconds) < SLACK_S) return "<now>";
  return seconds < 0 ? "<past>" : `<in ${roundTo(seconds, 2 * SLACK_S)} s>`;
}

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;

/** In place of a text that no client looks for. */
export const SOME_TEXT = "<text>";
/** Texts that a client looks for count; what else is written for people does not. */
const proseOf = (text: string): string => TEXTS.find((known) => text.includes(known)) ?? SOME_TEXT;
