import { AppError, type FaultDetails, fail } from "../../errors";
import type { EffectContext, MutationContext } from "../../kernel/context";
import { mergePatch } from "../../kernel/merge-patch";
import { checkAndSet } from "../../kernel/precondition";
import { sizedData } from "../../kernel/secret-type";
import type { ReasonWord } from "../../reason-words";
import { currentData, readyToOpen } from "../../secrets/current";
import { type Secret, secretStore } from "../../secrets/store";
import { type PutSecret, writeSecret } from "../../secrets/write";
import type { Push, PushFaults, Written } from "../provider";
import { nativePathFault } from "./paths";

/** The store has no mounts: the one that a push names by default stands for it. */
const MOUNT = "secret";

export function nativePushFaults({ path, mount, labels }: Push): PushFaults | undefined {
  const fields: Record<string, ReasonWord> = {};
  const fault = nativePathFault(path);
  if (fault) fields.path = fault;
  if (mount !== MOUNT) fields.mount = "unsupported";
  if (labels && Object.hasOwn(labels, "tags")) fields["metadata.tags"] = "unsupported";
  if (Object.keys(fields).length === 0) return undefined;
  return { fields, ...(mount === MOUNT ? {} : { allowed: [MOUNT] }) };
}

/** A PUT of that secret, or of what is merged into it, in one transaction with the audit row of the push: there is no race to lose. */
export async function pushNative(
  ctx: EffectContext,
  { path, dataJson, labels, merge, cas }: Push,
  written: (outcome: Written) => void,
): Promise<void> {
  await secretStore(ctx).keys.ready(ctx.now);
  if (merge) await readyToOpen(ctx, path);
  ctx.defer((at) => {
    const input: Omit<PutSecret, "data"> = {
      path,
      secretType: undefined,
      metadata: labels && Object.entries(labels),
      options: {},
      precondition: checkAndSet(cas),
    };
    const dataFor = (before: Secret | undefined) => (merge ? mergedData(at, before, dataJson) : dataJson);
    written({ version: asPush(path, () => writeSecret(at, input, dataFor).version), labelsLost: false });
  });
}

/** What the push does not name stays letter for letter. Nothing of a deleted version comes back by that. */
function mergedData(at: MutationContext, before: Secret | undefined, dataJson: string): string {
  if (before === undefined || before.version === 0) return dataJson;
  const data = currentData(at, before) ?? fail("version_not_found", { path: before.path, version: before.version });
  return sizedData(mergePatch(data, dataJson));
}

/** What the store refuses, in the words of a push. */
function asPush(path: string, put: () => number): number {
  try {
    return put();
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    const { code, details } = e.failure;
    const place = { stage: "write", path, retryable: false };
    if (code === "validation_error") return fail("invalid_request", { fields: { metadata: metadataWord(details) } });
    if (code === "version_not_found") return fail("vault_secret_deleted", place);
    if (code === "version_conflict" || (code === "precondition_failed" && details?.reason !== "required"))
      return fail("vault_version_conflict", { ...place, currentVersion: details?.current_version ?? 0 });
    const reason = code === "precondition_failed" ? "cas_required" : code;
    if (reason !== "secret_exists" && reason !== "secret_expired" && reason !== "cas_required") throw e;
    return fail("vault_rejected", { ...place, reason });
  }
}

const metadataWord = (details: FaultDetails | undefined): ReasonWord => details?.fields?.metadata ?? "too_long";
