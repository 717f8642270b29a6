import { parseDuration } from "../../formats";
import type { KvMetadata } from "../../secrets/kv/metadata";
import type { CustomMetadata, KvState, KvVersion } from "../../secrets/kv/state";
import { goDuration } from "../duration";
import { timeText } from "../time";

/** Shapes of KV's answers. A time that is not there is an empty text. */

export const goText = (duration: string | null): string => goDuration((duration && parseDuration(duration)) || 0);

const customText = (custom: CustomMetadata) => (custom.length === 0 ? null : Object.fromEntries(custom));

const stateOf = ({ createdAtMs, deletionAtMs, isDestroyed }: Omit<KvState, "version">) => ({
  created_time: timeText(createdAtMs),
  deletion_time: timeText(deletionAtMs),
  destroyed: isDestroyed,
});

export function presentVersion({ customMetadata, version, ...state }: KvVersion) {
  const { created_time, ...others } = stateOf(state);
  return { created_time, custom_metadata: customText(customMetadata), ...others, version };
}

export function presentMetadata(kv: KvMetadata) {
  const oldest = kv.versions.at(-1)?.version ?? 0;
  return {
    cas_required: kv.casRequired,
    created_time: timeText(kv.createdAtMs),
    current_metadata_version: kv.metadataVersion,
    current_version: kv.currentVersion,
    custom_metadata: customText(kv.customMetadata),
    delete_version_after: goText(kv.deleteVersionAfter),
    max_versions: kv.maxVersions ?? 0,
    metadata_cas_required: kv.metadataCasRequired,
    // It is told from when on there are versions only once some are gone.
    oldest_version: oldest > 1 ? oldest : 0,
    updated_time: timeText(kv.updatedAtMs),
    versions: Object.fromEntries(kv.versions.map((row) => [String(row.version), stateOf(row)])),
  };
}
