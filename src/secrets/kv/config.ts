import { query } from "../../kernel/operation";
import { settingsOf } from "../../settings/cache";

export interface KvConfig {
  readonly maxVersions: number;
  readonly casRequired: boolean;
  readonly metadataCasRequired: boolean;
  /** A duration as given; null: versions are not deleted by themselves. */
  readonly deleteVersionAfter: string | null;
}

/** What of the space's settings concerns whoever writes secrets. To change it is `settings.update`. */
export const readKvConfig = query({
  name: "kv.config",
  scope: "secrets:list",
  category: "list",
  action: "config_read",
  resource: "settings",
  reach: "tenant",
  run(ctx, _input: Record<never, never>): KvConfig {
    const { maxVersions, casRequired, metadataCasRequired, deleteVersionAfter } = settingsOf(ctx);
    return { maxVersions, casRequired, metadataCasRequired, deleteVersionAfter };
  },
});
