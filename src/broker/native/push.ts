import { AppError, type FaultDetails, fail } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import type { ReasonWord } from "../../reason-words";
import { secretStore } from "../../secrets/store";
import { putSecret } from "../../secrets/write";
import type { Push, PushFaults, Written } from "../provider";
import { nativePathFault } from "./paths";

/** The store has no mounts: the one that a push names by default stands for it. */
const MOUNT = "secret";
const NO_PRECONDITION = { ifMatch: null, ifNoneMatch: false } as const;

export function nativePushFaults({ path, mount, labels }: Push): PushFaults | undefined {
  const fields: Record<string, ReasonWord> = {};
  const fault = nativePathFault(path);
  if (fault) fields.path = fault;
  if (mount !== MOUNT) fields.mount = "unsupported";
  if (labels && Object.hasOwn(labels, "tags")) fields["metadata.tags"] = "unsupported";
  if (Object.keys(fields).length === 0) return undefined;
  return { fields, ...(mount === MOUNT ? {} : { allowed: [MOUNT] }) };
}

/** A PUT of that secret, in one transaction with the audit row of the push. */
export async function pushNative(
  ctx: EffectContext,
  { path, dataJson, labels }: Push,
  written: (outcome: Written) => void,
): Promise<void> {
  await secretStore(ctx).keys.ready(ctx.now);
  ctx.defer((at) => {
    const input = {
      path,
      data: dataJson,
      secretType: undefined,
      metadata: labels && Object.entries(labels),
      options: {},
      precondition: NO_PRECONDITION,
    };
    written({ version: asPush(path, () => putSecret.run(at, input).version), labelsLost: false });
  });
}

/** What the store refuses, in the words of a push. */
function asPush(path: string, put: () => number): number {
  try {
    return put();
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    const { code, details } = e.failure;
    if (code === "validation_error") return fail("invalid_request", { fields: { metadata: metadataWord(details) } });
    const reason = code === "precondition_failed" ? "cas_required" : code;
    if (reason !== "secret_exists" && reason !== "secret_expired" && reason !== "cas_required") throw e;
    return fail("vault_rejected", { stage: "write", path, reason, retryable: false });
  }
}

const metadataWord = (details: FaultDetails | undefined): ReasonWord => details?.fields?.metadata ?? "too_long";
