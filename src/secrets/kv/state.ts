import { fail } from "../../errors";
import { isKnownKey, type MetadataEntry, type MetadataValue, parseMetadata } from "../metadata-merge";
import { deletionOf, isDestroyed, type NumberedVersion } from "../retention";
import type { Secret } from "../store";

/** A secret as the key-value interface of Vault sees it (KV version 2). Pure. */

/** One version, whether or not it can be read. */
export interface KvState {
  readonly version: number;
  readonly createdAtMs: number;
  /** From this instant on it is deleted, which may lie ahead; null: it is not. */
  readonly deletionAtMs: number | null;
  readonly isDestroyed: boolean;
}
/** With what its secret tells of itself. */
export interface KvVersion extends KvState {
  readonly customMetadata: CustomMetadata;
}
/** Texts by key; they travel as a list because the keys are the caller's. */
export type CustomMetadata = readonly (readonly [key: string, value: string])[];
type Version = NumberedVersion & { readonly createdAtMs: number };

export const viewState = (row: Version): KvState => ({
  version: row.number,
  createdAtMs: row.createdAtMs,
  deletionAtMs: deletionOf(row),
  isDestroyed: isDestroyed(row),
});
export const viewVersion = (secret: Secret, row: Version): KvVersion => ({
  ...viewState(row),
  customMetadata: customMetadataOf(secret),
});

/** All of the metadata that has a text: tags have none there. Sorted by key. */
export function customMetadataOf({ metadata }: Pick<Secret, "metadata">): CustomMetadata {
  const entries = parseMetadata(metadata).flatMap(([key, value]: MetadataEntry) => {
    const text = textOf(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const textOf = (value: MetadataValue): string | undefined => (typeof value === "object" ? undefined : String(value));

/** Keys that a write of custom metadata replaces: those that mean nothing to the store itself. */
export const freeKeysOf = ({ metadata }: Pick<Secret, "metadata">): readonly string[] =>
  parseMetadata(metadata).flatMap(([key]) => (isKnownKey(key) ? [] : [key]));

/**
 * The version is there, and can't be read. What is told of it besides its number is no secret, and the interface's answer is made of
 * it. Throws AppError version_not_found.
 */
export const failGone = (secret: Secret, row: Version): never =>
  fail("version_not_found", {
    path: secret.path,
    version: row.number,
    gone: { ...viewState(row), customMetadata: customMetadataOf(secret).flat() },
  });
