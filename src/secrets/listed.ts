import { formatNullableTimestamp, formatTimestamp } from "../formats";
import type { SecretMetadata } from "./metadata";
import { parseMetadata, tagsOf } from "./metadata-merge";
import { presentMetadata } from "./shown";
import type { ShortSecret } from "./store";

/** A secret as a list shows it. */
export interface Listed {
  readonly secret: ShortSecret;
  /** If it was asked for. */
  readonly details?: () => SecretMetadata;
}

/**
 * The items of a page as clients see them, a JSON array: they leave the object as one text, because fifty of them take longer to be
 * cloned into the Worker, and written out there, than to be read from the disk. `mark`: what each item says besides.
 */
export const listedText = (items: readonly Listed[], mark: Readonly<Record<string, string>>): string =>
  JSON.stringify(items.map((item) => ({ ...presentListed(item), ...mark })));

const presentListed = ({ secret, details }: Listed) => ({
  ...(details ? presentMetadata(details()) : {}),
  path: secret.path,
  secret_type: secret.secretType,
  version: secret.version,
  updated_at: formatTimestamp(secret.updatedAtMs),
  expires_at: formatNullableTimestamp(secret.expiresAtMs),
  tags: tagsOf(parseMetadata(secret.metadata)),
});

export interface SecretList {
  /** A JSON array of what clients see, by `listedText`. */
  readonly text: string;
  /** Null: nothing is left. */
  readonly cursor: string | null;
  /** All pages, same filters, same rights. */
  readonly totalCount: number;
}

export const listText = ({ text, cursor, totalCount }: SecretList): string =>
  `{"secrets":${text},${JSON.stringify({ cursor, has_more: cursor !== null, total_count: totalCount }).slice(1)}`;

export interface ExpiringSecret {
  readonly path: string;
  readonly expiresAtMs: number;
  /** Rounded up. */
  readonly daysRemaining: number;
}

export const presentExpiring = (item: ExpiringSecret) => ({
  path: item.path,
  expires_at: formatTimestamp(item.expiresAtMs),
  days_remaining: item.daysRemaining,
});
