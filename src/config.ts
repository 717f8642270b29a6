import { z } from "zod";
import { KEY_BYTES } from "./crypto/aead";
import { parseBase64 } from "./crypto/encoding";
import type { RootKey } from "./crypto/keyring";
import { OPERATOR_SPACE, spaceOfToken } from "./crypto/token";
import { RATE_CATEGORIES, type RateLimits } from "./rate-limits";

/** Which requests leave a line in the log of requests; `errors`: those that were answered 400 or more. */
const REQUEST_LOGS = ["all", "errors", "off"] as const;
export type RequestLog = (typeof REQUEST_LOGS)[number];

/**
 * What the deployment says, read once. A value that does not fit is left out as a whole, never half used, and is named in
 * `faults` (by key, without its value), which readiness reports.
 */
export interface Config {
  readonly rootKeys: readonly RootKey[];
  readonly operatorToken: string | undefined;
  /** Requests per minute by category, where they differ from the defaults; 0 lifts a limit. */
  readonly rateLimits: Partial<RateLimits>;
  /** `host` or `host:port`, lower case, IPv6 in brackets. */
  readonly outboundAllow: readonly string[];
  /** Where clients reach this deployment: `https://host`, no slash at the end; null: it is not told. Never taken from a request. */
  readonly publicUrl: string | null;
  readonly requestLog: RequestLog;
  readonly commit: string | null;
  readonly build: string | null;
  readonly faults: readonly string[];
}

const RootKeys = z
  .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9._-]{1,32}$/), key: z.string() }))
  .transform((list) => list.map(({ id, key }) => ({ id, key: parseBase64(key) })))
  .refine(
    (list) => list.every(({ key }) => key?.length === KEY_BYTES) && new Set(list.map((k) => k.id)).size === list.length,
  )
  .transform((list) => list.flatMap(({ id, key }) => (key ? [{ id, key }] : [])));
const limit = z.int().min(0).max(1_000_000).optional();
const Limits = z.strictObject(Object.fromEntries(RATE_CATEGORIES.map((name) => [name, limit])));
const Allow = z.array(z.string().refine(isHostAndPort));
/** An origin, as the URL parser spells it; without https on this machine alone. */
const PublicUrl = z
  .string()
  .max(256)
  .refine(
    (text) => URL.parse(text)?.origin === text && /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:|$))/.test(text),
  );
const RequestLogs = z.enum(REQUEST_LOGS);
const OperatorToken = z.string().refine((token) => spaceOfToken(token) === OPERATOR_SPACE);

export function parseConfig(env: object): Config {
  const faults: string[] = [];
  // A variable may also be a table of the configuration file: then it is parsed already.
  const raw = (name: string): unknown => (env as Record<string, unknown>)[name] ?? "";
  const text = (name: string): string => String(raw(name)).trim();
  const read = <T>(name: string, schema: z.ZodType<T>, absent: T, parse: (text: string) => unknown): T => {
    if (text(name) === "") return absent;
    const result = schema.safeParse(typeof raw(name) === "string" ? parse(text(name)) : raw(name));
    if (result.success) return result.data;
    faults.push(name);
    return absent;
  };
  return Object.freeze({
    rootKeys: read("ROOT_KEYS", RootKeys, [], parseJson),
    operatorToken: read("OPERATOR_TOKEN", OperatorToken, undefined as string | undefined, (value) => value),
    rateLimits: read("RATE_LIMITS", Limits, {}, parseJson),
    outboundAllow: read("OUTBOUND_ALLOW", Allow, [], parseJson),
    publicUrl: read("PUBLIC_URL", PublicUrl, null as string | null, (value) => value),
    requestLog: read<RequestLog>("REQUEST_LOG", RequestLogs, "all", (value) => value),
    commit: text("GIT_COMMIT") || null,
    build: text("BUILD_TIME") || null,
    faults,
  });
}

/** As the URL parser spells a host: another spelling would never be found again. */
function isHostAndPort(entry: string): boolean {
  const [, host = "", port = "1"] = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?$/.exec(entry) ?? [];
  return URL.parse(`https://${host}`)?.hostname === host && Number(port) >= 1 && Number(port) <= 65_535;
}

/** Undefined where the text is no JSON: no schema here takes that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
