import { readKvConfig } from "../../secrets/kv/config";
import { updateSettings } from "../../settings/operations";
import type { SettingChange } from "../../settings/rules";
import { NO_CONTENT } from "../answer";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";
import { lifeIn, maxVersionsIn } from "./metadata";
import { goText } from "./present";

/** `secret/config`: the tenant's own settings, as far as KV has a name for them. */

const KV = { mountType: "kv", path: "secret/config" } as const;

const read = vaultRoute({
  ...KV,
  verbs: ["read"],
  operation: readKvConfig,
  input: () => ({}),
  respond: (config) => ({
    data: JSON.stringify({
      cas_required: config.casRequired,
      delete_version_after: goText(config.deleteVersionAfter),
      max_versions: config.maxVersions,
      metadata_cas_required: config.metadataCasRequired,
    }),
  }),
});

const changeFrom = ({ fields }: VaultRequest): SettingChange => ({
  max_versions: maxVersionsIn(fields.integer("max_versions")),
  cas_required: fields.boolean("cas_required"),
  metadata_cas_required: fields.boolean("metadata_cas_required"),
  delete_version_after: lifeIn(fields.durationMs("delete_version_after")),
});

const write = vaultRoute({
  ...KV,
  verbs: ["write"],
  operation: updateSettings,
  fields: ["max_versions", "cas_required", "metadata_cas_required", "delete_version_after"],
  input: changeFrom,
  respond: () => NO_CONTENT,
});

export const kvConfigRoutes: readonly VaultRoute[] = [read, write];
