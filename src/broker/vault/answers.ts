import { parseUtf8 } from "../../crypto/encoding";
import type { Grant } from "./session/lease";

/**
 * What is taken from a vault's answers. They are foreign input: each is parsed as JSON whatever its content type says, and
 * checked for the shape that is used. Undefined stands for "not the shape"; no text of an answer goes into an error.
 */
type Fields = { readonly [key: string]: unknown };

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

/** Does the body of a 404 say that the newest version was there and is deleted or destroyed? */
export function saysDeleted(body: unknown): boolean {
  const metadata = member(member(body, "data"), "metadata");
  const deletedAt = member(metadata, "deletion_time");
  return (typeof deletedAt === "string" && deletedAt !== "") || member(metadata, "destroyed") === true;
}

/** Null if there is none, undefined if it is no number. */
function versionIn(value: unknown): number | null | undefined {
  const version = member(value, "version") ?? null;
  return version === null || isCount(version) ? version : undefined;
}
