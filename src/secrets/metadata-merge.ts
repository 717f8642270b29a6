import { type JsonValue, jsonText } from "../kernel/json-text";

/**
 * Metadata of a secret: not secret, searchable. It travels as a list of entries and is kept as compact JSON, because its keys
 * are the caller's: `__proto__` is a key like others. Pure.
 */
export type MetadataValue = string | number | boolean | readonly string[];
export type MetadataEntry = readonly [key: string, value: MetadataValue];
/** Null clears all; a key set to null goes. */
export type MetadataPatch = readonly (readonly [key: string, value: MetadataValue | null])[] | null;

export const MAX_METADATA_BYTES = 49_152;
export const MAX_METADATA_KEYS = 64;
export const MAX_KEY_BYTES = 128;

const NOT_PRINTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
export const isPrintable = (text: string): boolean => !NOT_PRINTED.test(text);

/** What a key of the caller's own may be: as in Vault's interface, so that both sides take the same. */
export function isMetadataKey(key: string): boolean {
  const { length } = new TextEncoder().encode(key);
  return length > 0 && length <= MAX_KEY_BYTES && isPrintable(key);
}
const KNOWN = ["description", "tags", "owner"];
export const isKnownKey = (key: string): boolean => KNOWN.includes(key);

/** Known keys first, others in the order in which they came. `tags` is replaced whole. */
export function mergeMetadata(before: readonly MetadataEntry[], patch: MetadataPatch): readonly MetadataEntry[] {
  if (patch === null) return [];
  const merged = new Map<string, MetadataValue>(before);
  for (const [key, value] of patch)
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  const known = KNOWN.flatMap((key) => {
    const value = merged.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return [...known, ...[...merged].filter(([key]) => !isKnownKey(key))];
}

/** The reason word of what is over a limit after merging, or undefined. */
export function metadataFault(entries: readonly MetadataEntry[]): "too_many" | "too_long" | undefined {
  if (entries.filter(([key]) => !isKnownKey(key)).length > MAX_METADATA_KEYS) return "too_many";
  return new TextEncoder().encode(metadataText(entries)).length > MAX_METADATA_BYTES ? "too_long" : undefined;
}

export const metadataText = (entries: readonly MetadataEntry[]): string =>
  jsonText(Object.fromEntries(entries) as JsonValue);

export const parseMetadata = (text: string): readonly MetadataEntry[] =>
  Object.entries(JSON.parse(text) as Record<string, MetadataValue>);

export function tagsOf(entries: readonly MetadataEntry[]): readonly string[] {
  const tags = entries.find(([key]) => key === "tags")?.[1];
  return Array.isArray(tags) ? tags : [];
}
