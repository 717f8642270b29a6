import { formatNullableTimestamp, formatTimestamp } from "../formats";
import type { SecretMetadata } from "./metadata";
import type { MetadataEntry } from "./metadata-merge";

/** What clients see of a secret's metadata, wherever it is written out: at the edge, or in the object for a list. */

export const presentEntries = (entries: readonly MetadataEntry[]) => Object.fromEntries(entries);

export const presentMetadata = (view: SecretMetadata) => ({
  path: view.path,
  secret_type: view.secretType,
  current_version: view.currentVersion,
  version_count: view.versionCount,
  metadata: presentEntries(view.metadata),
  created_at: formatTimestamp(view.createdAtMs),
  updated_at: formatTimestamp(view.updatedAtMs),
  last_accessed_at: formatNullableTimestamp(view.lastAccessedAtMs),
  access_count_30d: view.accessCount30d,
  expires_at: formatNullableTimestamp(view.expiresAtMs),
  max_versions: view.maxVersions,
  notify_before: view.notifyBefore,
  cas_required: view.casRequired,
  delete_version_after: view.deleteVersionAfter,
  secret_policy_id: view.secretPolicyId,
  rotation_policy: view.rotation && {
    id: view.rotation.policyId,
    next_rotation: formatTimestamp(view.rotation.nextRotationMs),
  },
});
