import { AppError, type Failure, unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import type { ReasonWord } from "../../reason-words";
import { isReservedAnywhere } from "../path-text";
import type { Push, PushFaults, Written } from "../provider";
import { vaultOf } from "./of-integration";

export function vaultPushFaults({ integration: { kvVersion }, path, labels }: Push): PushFaults | undefined {
  const fields: Record<string, ReasonWord> = {};
  if (kvVersion === 2 && `${path}/`.startsWith("data/")) fields.path = "path_segments";
  if (kvVersion === 1 && isReservedAnywhere(path)) fields.path = "reserved";
  if (kvVersion === 1 && labels) fields.metadata = "unsupported";
  return Object.keys(fields).length > 0 ? { fields } : undefined;
}

/** The value first, then its labels, which the vault takes in a call of their own. */
export async function pushToVault(
  ctx: EffectContext,
  { integration, mount, path, data, labels }: Push,
  written: (outcome: Written) => void,
): Promise<void> {
  const vault = vaultOf(ctx, integration);
  const { version } = unwrap(await vault.writeSecret({ mount, path }, data));
  ctx.audit.annotate({ version });
  if (labels && version !== null) {
    const labelled = await vault.writeLabels({ mount, path }, labels);
    if (!labelled.ok) throw new AppError(labelsMissing(labelled.error, version));
  }
  written({ version, labelsLost: labels !== undefined && version === null });
}

/** The value is written, its labels are not. */
const labelsMissing = (failure: Failure, version: number): Failure => ({
  ...failure,
  details: { ...failure.details, stage: "metadata", version },
});
