import { AppError, type Failure, type Result, unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import type { ReasonWord } from "../../reason-words";
import { isReservedAnywhere } from "../path-text";
import type { Push, PushFaults, Written } from "../provider";
import type { VaultClient } from "./client";
import { mergeSecret } from "./merge";
import { vaultOf } from "./of-integration";
import { newestVersion, type VersionWritten } from "./versions";

export function vaultPushFaults({
  integration: { kvVersion },
  path,
  labels,
  cas,
  merge,
}: Push): PushFaults | undefined {
  const fields: Record<string, ReasonWord> = {};
  if (kvVersion === 2 && `${path}/`.startsWith("data/")) fields.path = "path_segments";
  if (kvVersion === 1) {
    if (isReservedAnywhere(path)) fields.path = "reserved";
    if (labels) fields.metadata = "unsupported";
    // Version 1 has no check-and-set, and a merge without it could lose what another writes meanwhile.
    if (cas !== null) fields.cas = "unsupported";
    if (merge) fields.merge = "unsupported";
  }
  return Object.keys(fields).length > 0 ? { fields } : undefined;
}

/** The value first, then its labels, which the vault takes in a call of their own. */
export async function pushToVault(ctx: EffectContext, push: Push, written: (outcome: Written) => void): Promise<void> {
  const { integration, mount, path, labels } = push;
  const vault = vaultOf(ctx, integration);
  const { version } = unwrap(await writeValue(vault, push));
  ctx.audit.annotate({ version });
  if (labels && version !== null) {
    const labelled = await vault.writeLabels({ mount, path }, labels);
    if (!labelled.ok) throw new AppError(labelsMissing(labelled.error, version));
  }
  written({ version, labelsLost: labels !== undefined && version === null });
}

async function writeValue(vault: VaultClient, push: Push): Promise<Result<VersionWritten>> {
  const { mount, path, data, dataJson, cas, merge } = push;
  const place = { mount, path };
  const value = merge ? await mergeSecret(vault, { place, dataJson, cas }) : await vault.writeSecret(place, data, cas);
  if (value.ok || value.error.code !== "vault_version_conflict" || value.error.details?.currentVersion !== undefined)
    return value;
  const currentVersion = await newestVersion(vault, place);
  return { ok: false, error: { ...value.error, details: { ...value.error.details, currentVersion } } };
}

/** The value is written, its labels are not. */
const labelsMissing = (failure: Failure, version: number): Failure => ({
  ...failure,
  details: { ...failure.details, stage: "metadata", version },
});
