import { type MadeValues, makeValues } from "../../generation/make";
import { mergeValues } from "../../generation/merge";
import { requireActiveGenerationPolicy } from "../../generation/queries";
import { slowValues } from "../../generation/slow-values";
import { admitSlow } from "../../generation/speed";
import type { Context } from "../../kernel/context";
import { mutation } from "../../kernel/operation";
import type { SecretType } from "../../kernel/secret-type";
import { currentData, readyToOpen } from "../current";
import type { MetadataPatch } from "../metadata-merge";
import { checkExpiry, type SecretOptions } from "../options";
import { secretStore } from "../store";
import { type Written, writeSecret } from "../write";

export interface GenerateSecret {
  /** The generation policy. */
  readonly id: string;
  readonly path: string;
  readonly secretType: SecretType | undefined;
  /** Undefined: as it is. */
  readonly metadata: MetadataPatch | undefined;
  readonly options: SecretOptions;
}

/**
 * Writes made values over the current data, whose other keys stay. Making them takes awaits and comes first; the data they go
 * over is opened in the transaction that writes, so that no other write gets lost between the two.
 */
export const generateSecret = mutation({
  name: "secret_policies.generate",
  scope: "secrets:write",
  category: "write",
  action: "generate",
  reach: "space",
  check: ({ options }: GenerateSecret, nowMs) => checkExpiry(options, nowMs),
  target: ({ path }: GenerateSecret) => ({ path, permission: "write" }),
  async prepare(ctx: Context, { id, path }: GenerateSecret): Promise<MadeValues> {
    const generationPolicy = requireActiveGenerationPolicy(ctx, id);
    admitSlow(ctx, generationPolicy.fields);
    await secretStore(ctx).keys.ready(ctx.now);
    await readyToOpen(ctx, path);
    return await makeValues(generationPolicy, ctx.now, slowValues(ctx));
  },
  run(ctx, { id, options, ...input }: GenerateSecret, made: MadeValues): Written {
    const generationPolicy = requireActiveGenerationPolicy(ctx, id);
    const attached = {
      ...options,
      secretPolicyId: options.secretPolicyId === undefined ? generationPolicy.id : options.secretPolicyId,
    };
    const write = { ...input, options: attached, precondition: null };
    return writeSecret(ctx, write, (before) => mergeValues(before ? currentData(ctx, before) : null, made));
  },
});
