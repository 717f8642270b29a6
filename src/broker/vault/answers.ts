import { parseUtf8 } from "../../crypto/encoding";
import { compactJson, membersOf } from "../../kernel/json-text";
import { opaqueFault } from "../opaque-text";
import type { Grant } from "./session/lease";

/**
 * What is taken from a vault's answers. They are foreign input: each is parsed as JSON whatever its content type says, and
 * checked for the shape that is used. Undefined stands for "not the shape"; no text of an answer goes into an error.
 */
type Fields = { readonly [key: string]: unknown };

/** Of what a vault hands out as secret_id. */
export const MAX_SECRET_ID_LENGTH = 1024;
const TOKEN = /^[ -~]{1,4096}$/;

/** The own member of a JSON object: a key like `constructor` is only found if the vault sent it. */
function member(value: unknown, key: string): unknown {
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A count of seconds, uses or versions. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Undefined for bytes that are no JSON text: no JSON text means that. */
export function parseAnswer(body: Uint8Array): unknown {
  try {
    return JSON.parse(parseUtf8(body));
  } catch {
    return undefined; // an HTML page, an empty or a cut body: the caller answers `vault_bad_answer`
  }
}

/** Has an answer one of the two members that a vault's answer to a login has: a grant, or a list of texts of what is wrong? */
export const hasVaultShape = (body: unknown): boolean =>
  errorTexts(body) !== undefined || (isFields(body) && Object.hasOwn(body, "auth"));

const errorTexts = (body: unknown) => textsIn(body, "errors");

function textsIn(body: unknown, key: string): readonly string[] | undefined {
  const texts = member(body, key);
  return Array.isArray(texts) && texts.every((text) => typeof text === "string") ? texts : undefined;
}

/**
 * Does a 400 say that the engine is turning itself into version 2, as one just enabled does for a moment? Both of its texts, of
 * the node that does it and of one that waits for that node, have these words. They are looked for and go nowhere.
 */
export const saysUpgrading = (body: unknown): boolean =>
  errorTexts(body)?.some((text) => /upgrad(?:e|ing) from non-versioned to versioned data/i.test(text)) === true;

/** Does a 400 say that another version is current than the one that a write was to replace? Version 2 has these words for it. */
export const saysConflict = (body: unknown): boolean =>
  errorTexts(body)?.some((text) => /check-and-set parameter did not match/i.test(text)) === true;

/** Does a 400 say that a write must name the version that it replaces? */
export const saysCasRequired = (body: unknown): boolean =>
  errorTexts(body)?.some((text) => /check-and-set parameter required/i.test(text)) === true;

/** Does a 404 say that its engine is of version 2, whose paths begin with a word of its own? Both products warn of it so. */
export const saysVersioned = (body: unknown): boolean =>
  textsIn(body, "warnings")?.some((text) => /invalid path for a versioned k\/v/i.test(text)) === true;

/** `no_token`: the vault took the login and wants more, for example a second factor. */
export function readGrant(body: unknown): Grant | "no_token" | undefined {
  if (!isFields(body)) return undefined;
  const auth = member(body, "auth");
  const token = member(auth, "client_token") ?? "";
  if (token === "") return "no_token";
  const renewable = member(auth, "renewable") ?? false;
  const leaseSeconds = member(auth, "lease_duration") ?? 0;
  const uses = member(auth, "num_uses") ?? 0;
  if (typeof token !== "string" || !TOKEN.test(token)) return undefined;
  if (typeof renewable !== "boolean" || !isCount(leaseSeconds) || !isCount(uses)) return undefined;
  return { token, leaseSeconds, renewable, uses };
}

/** Where the answer was made that a wrapping token stands for. */
export function readCreationPath(body: unknown): string | undefined {
  const path = member(member(body, "data"), "creation_path");
  return typeof path === "string" ? path : undefined;
}

/** From the answer by which a role makes a secret id, as it is unwrapped. */
export function readSecretId(body: unknown): string | undefined {
  const secretId = member(member(body, "data"), "secret_id");
  return typeof secretId === "string" && opaqueFault(secretId, MAX_SECRET_ID_LENGTH) === undefined
    ? secretId
    : undefined;
}

export function readRenewedLease(body: unknown): { leaseSeconds: number } | undefined {
  const leaseSeconds = member(member(body, "auth"), "lease_duration");
  return isCount(leaseSeconds) ? { leaseSeconds } : undefined;
}

export function readTtl(body: unknown): { ttlSeconds: number } | undefined {
  const ttlSeconds = member(member(body, "data"), "ttl");
  return isCount(ttlSeconds) ? { ttlSeconds } : undefined;
}

/** The pairs of a secret, own keys only by use of `Object.hasOwn`, and its number; null where the engine does not number. */
export interface VaultSecret {
  readonly data: Record<string, unknown>;
  readonly version: number | null;
  /** The pairs are those of version 1, and look like an answer of version 2. */
  readonly looksVersioned?: true;
}

export function readSecretV2(body: unknown): VaultSecret | undefined {
  const outer = member(body, "data");
  const data = member(outer, "data");
  const version = versionIn(member(outer, "metadata"));
  return isFields(data) && version !== undefined ? { data, version } : undefined;
}

export function readSecretV1(body: unknown): VaultSecret | undefined {
  const data = member(body, "data");
  if (!isFields(data)) return undefined;
  return { data, version: null, ...(isVersioned(data) ? { looksVersioned: true } : {}) };
}

/** Pairs of nothing but `data` and `metadata`, with what only version 2 tells there. */
const isVersioned = (data: Fields): boolean =>
  Object.keys(data).toSorted().join() === "data,metadata" &&
  isFields(member(data, "data")) &&
  isCount(member(member(data, "metadata"), "version")) &&
  typeof member(member(data, "metadata"), "created_time") === "string";

/** The TOTP engine's code. `period` in seconds; null: the vault does not say it here. */
export interface CodeAnswer {
  readonly code: string;
  readonly period: number | null;
}

export function readCodeAnswer(body: unknown): CodeAnswer | undefined {
  const code = member(member(body, "data"), "code");
  if (typeof code !== "string" || !/^[0-9A-Za-z]{4,16}$/.test(code)) return undefined;
  return { code, period: secondsIn(member(member(body, "data"), "period")) ?? null };
}

/** Of a key of the TOTP engine. */
export function readPeriod(body: unknown): { period: number } | undefined {
  const period = secondsIn(member(member(body, "data"), "period"));
  return period === undefined ? undefined : { period };
}

/** No site has a time step longer than that. */
const MAX_PERIOD = 86_400;

/** A number, or text as Go writes durations: `30s`, `1m0s`. Undefined: no whole number of seconds, or none at all. */
function secondsIn(value: unknown): number | undefined {
  const [, hours, minutes, rest] = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?$/.exec(String(value)) ?? [];
  const seconds =
    typeof value === "number" ? value : Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  return Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= MAX_PERIOD ? seconds : undefined;
}

/** Does a 400 of the TOTP engine say that it has no such key? */
export const saysUnknownKey = (body: unknown): boolean =>
  errorTexts(body)?.some((text) => /^unknown key/i.test(text)) === true;

export function readWritten(body: unknown): { version: number | null } | undefined {
  if (!isFields(body)) return undefined;
  const version = versionIn(member(body, "data"));
  return version === undefined ? undefined : { version };
}

export interface FieldNames {
  readonly names: readonly string[];
  readonly version: number | null;
}

export function readFieldNames(body: unknown): FieldNames | undefined {
  const data = member(body, "data");
  const subkeys = member(data, "subkeys");
  const version = versionIn(member(data, "metadata"));
  return isFields(subkeys) && version !== undefined ? { names: Object.keys(subkeys), version } : undefined;
}

/** Does the body of a 404 say that the newest version was there and is deleted or destroyed? A patch is told so without `metadata`. */
export function saysDeleted(body: unknown): boolean {
  const data = member(body, "data");
  return [member(data, "metadata"), data].some((version) => {
    const deletedAt = member(version, "deletion_time");
    return (typeof deletedAt === "string" && deletedAt !== "") || member(version, "destroyed") === true;
  });
}

/**
 * The number of the newest version, from the answer to a read of the secret or of the names of its fields: deleted ones count, and
 * where nothing is there it is 0. Undefined: the answer does not tell.
 */
export function readNewestVersion(status: number, body: unknown): number | undefined {
  const version = versionIn(member(member(body, "data"), "metadata")) ?? undefined;
  if (version !== undefined) return version;
  return status === 404 && errorTexts(body)?.length === 0 ? 0 : undefined;
}

/** A secret to be written again in part: its pairs as the vault spelled them, compact, since parsed numbers lose digits. */
export interface SecretText {
  readonly text: string;
  readonly version: number;
}

/** `bytes`: what `body` was parsed from. Undefined also where a key comes twice: then it is not known which of them counts. */
export function readSecretText(body: unknown, bytes: Uint8Array): SecretText | undefined {
  const version = versionIn(member(member(body, "data"), "metadata")) ?? undefined;
  if (version === undefined) return undefined;
  const text = memberText(memberText(compactJson(parseUtf8(bytes)), "data"), "data");
  const keys = text?.startsWith("{") ? membersOf(text).map(({ key }) => key) : undefined;
  return text !== undefined && keys && new Set(keys).size === keys.length ? { text, version } : undefined;
}

/** The text of an object's member. Undefined: it is no object, or has not exactly one such member. */
function memberText(compact: string | undefined, key: string): string | undefined {
  const found = compact?.startsWith("{") ? membersOf(compact).filter((one) => one.key === key) : [];
  return found.length === 1 ? found[0]?.value : undefined;
}

/** Null if there is none, undefined if it is no number. */
function versionIn(value: unknown): number | null | undefined {
  const version = member(value, "version") ?? null;
  return version === null || isCount(version) ? version : undefined;
}
