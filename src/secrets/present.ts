import { z } from "@hono/zod-openapi";
import { containsToken } from "../crypto/redact";
import { ERRORS, type Failure, wireOf } from "../errors";
import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { always, Timestamp } from "../http/fields";
import { listAnswer } from "../http/list";
import { SECRET_TYPES } from "../kernel/secret-type";
import type { BatchResult } from "./batch/operations";
import type { VersionEntry } from "./metadata";
import type { SecretValue } from "./read";
import type { Removed as RemovedSecret } from "./remove";
import { presentEntries } from "./shown";
import type { Written } from "./write";

/** Wire shapes of the answers, and how they are made. */

const secretType = z.enum(SECRET_TYPES);
const data = z.record(z.string(), z.unknown());
const version = z.int();
const path = z.string();
const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

// --- value ---

export const Value = z
  .strictObject({
    path,
    secret_type: secretType,
    version,
    data,
    metadata,
    created_at: Timestamp,
    updated_at: Timestamp,
    version_created_at: Timestamp,
    expires_at: Timestamp.nullable(),
    rotation_policy_id: z.string().nullable(),
    secret_policy_id: z.string().nullable(),
  })
  .openapi("Secret");

/** `data` goes in as the text that was stored, so that it comes back equal to the last digit. */
export const valueText = (value: SecretValue): string =>
  withData(value.data, {
    path: value.path,
    secret_type: value.secretType,
    version: value.version,
    metadata: presentEntries(value.metadata),
    created_at: formatTimestamp(value.createdAtMs),
    updated_at: formatTimestamp(value.updatedAtMs),
    version_created_at: formatTimestamp(value.versionCreatedAtMs),
    expires_at: formatNullableTimestamp(value.expiresAtMs),
    rotation_policy_id: value.rotationPolicyId,
    secret_policy_id: value.secretPolicyId,
  });

const withData = (text: string, rest: object): string => `{"data":${text},${JSON.stringify(rest).slice(1)}`;

// --- write ---

export const Created = z
  .strictObject({
    path,
    secret_type: secretType,
    version,
    created: always(true),
    created_at: Timestamp,
    expires_at: Timestamp.nullable(),
  })
  .openapi("SecretCreated");
export const Updated = z
  .strictObject({
    path,
    version,
    created: always(false),
    previous_version: version,
    updated_at: Timestamp,
    rotated: always(true).optional(),
    grace_period_ends: Timestamp.optional(),
  })
  .openapi("SecretUpdated");

export const presentWritten = (written: Written) =>
  written.previousVersion === null
    ? {
        path: written.path,
        secret_type: written.secretType,
        version: written.version,
        created: true,
        created_at: formatTimestamp(written.createdAtMs),
        expires_at: formatNullableTimestamp(written.expiresAtMs),
      }
    : {
        path: written.path,
        version: written.version,
        created: false,
        previous_version: written.previousVersion,
        updated_at: formatTimestamp(written.updatedAtMs),
        ...(written.gracePeriodEndsMs === null
          ? {}
          : { rotated: true, grace_period_ends: formatTimestamp(written.gracePeriodEndsMs) }),
      };

// --- delete, restore, rotate ---

const deleted = always(true);

export const Removed = z
  .union([
    z
      .strictObject({ path, deleted, permanent: z.boolean(), recoverable_until: Timestamp.nullable() })
      .openapi("WholeSecretDeleted"),
    z.strictObject({ path, version, deleted, destroyed: deleted.optional() }).openapi("OneVersionDeleted"),
  ])
  .openapi("SecretDeleted");
export function presentRemoved({ path, version, permanent, recoverableUntilMs }: RemovedSecret) {
  if (version !== null) return { path, version, deleted: true, ...(permanent ? { destroyed: true } : {}) };
  return { path, deleted: true, permanent, recoverable_until: formatNullableTimestamp(recoverableUntilMs) };
}
export const Restored = z
  .strictObject({ path, version, restored: always(true), restored_at: Timestamp })
  .openapi("SecretRestored");
export const Rotated = z
  .strictObject({
    path,
    version,
    previous_version: version,
    rotated_at: Timestamp,
    grace_period_ends: Timestamp,
    auto_generated: z.boolean(),
  })
  .openapi("SecretRotated");

// --- metadata and versions ---

const metadataShape = {
  path,
  secret_type: secretType,
  current_version: version,
  version_count: z.int(),
  metadata,
  created_at: Timestamp,
  updated_at: Timestamp,
  last_accessed_at: Timestamp.nullable(),
  access_count_30d: z.int(),
  expires_at: Timestamp.nullable(),
  max_versions: z.int(),
  notify_before: z.array(z.string()),
  cas_required: z.boolean(),
  delete_version_after: z.string().nullable(),
  secret_policy_id: z.string().nullable(),
  rotation_policy: z.strictObject({ id: z.string(), next_rotation: Timestamp }).nullable(),
};
export const Metadata = z.strictObject(metadataShape).openapi("SecretRecord");

const Version = z.strictObject({
  version,
  created_at: Timestamp,
  created_by: z.string(),
  is_current: z.boolean(),
  readable_until: Timestamp.nullable(),
  deleted_at: Timestamp.nullable(),
  destroyed: z.boolean(),
});
export const Versions = z.strictObject({ path, versions: z.array(Version) }).openapi("SecretVersions");

export const presentVersion = (entry: VersionEntry) => ({
  version: entry.version,
  created_at: formatTimestamp(entry.createdAtMs),
  created_by: entry.createdBy,
  is_current: entry.isCurrent,
  readable_until: formatNullableTimestamp(entry.readableUntilMs),
  deleted_at: formatNullableTimestamp(entry.deletedAtMs),
  destroyed: entry.isDestroyed,
});

// --- lists ---

const Listed = z.strictObject({
  ...z.strictObject(metadataShape).partial().shape,
  path,
  secret_type: secretType,
  version,
  updated_at: Timestamp,
  expires_at: Timestamp.nullable(),
  tags: z.array(z.string()),
});
export const List = listAnswer("secrets", Listed).extend({ total_count: z.int() }).openapi("SecretList");

const ExpiringItem = z.strictObject({ path, expires_at: Timestamp, days_remaining: z.int() });
export const Expiring = listAnswer("secrets", ExpiringItem).openapi("ExpiringSecrets");

/** Items of a partner's lists say whose they are. */
const scope = z.literal("partner");
export const PartnerList = listAnswer("secrets", Listed.extend({ scope }))
  .extend({ total_count: z.int() })
  .openapi("PartnerSecretList");
export const PartnerExpiring = listAnswer("secrets", ExpiringItem.extend({ scope })).openapi("ExpiringPartnerSecrets");

// --- batch ---

const errors = z.record(z.string(), z.strictObject({ code: z.string(), message: z.string() }));
export const Batch = z
  .strictObject({
    secrets: z.record(
      z.string(),
      z.strictObject({ data, version, secret_type: secretType, metadata: metadata.optional() }),
    ),
    errors,
  })
  .openapi("SecretBatch");
export const MetadataBatch = z
  .strictObject({ secrets: z.record(z.string(), Metadata), errors, truncated: z.boolean() })
  .openapi("SecretRecordBatch");

export function batchText({
  found,
  errors: refused,
  includeMetadata,
}: BatchResult<SecretValue> & { includeMetadata: boolean }): string {
  const members = found.map(([at, value]) => {
    const described = includeMetadata ? { metadata: presentEntries(value.metadata) } : {};
    const rest = { version: value.version, secret_type: value.secretType, ...described };
    return `${JSON.stringify(at)}:${withData(value.data, rest)}`;
  });
  return `{"secrets":{${members.join(",")}},"errors":${JSON.stringify(presentErrors(refused))}}`;
}

/** By path as it was asked for; one that is a token is not repeated. */
export const presentErrors = (refused: readonly (readonly [string, Failure])[]) =>
  Object.fromEntries(
    refused.map(([at, { code }]) => [
      containsToken(at) ? "?" : at,
      { code: wireOf(code).code, message: ERRORS[code].message },
    ]),
  );
