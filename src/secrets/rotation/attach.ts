import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { mutation } from "../../kernel/operation";
import { findAttachment } from "../../rotation/attachments";
import { type Attachment, requireRotationPolicy } from "../../rotation/queries";
import { changed } from "../changed";
import { findLive, updateSecret } from "../queries";
import type { Secret } from "../store";

interface OfPolicy {
  readonly policyId: string;
}
interface AtPath extends OfPolicy {
  readonly path: string;
}
const TERMS = { scope: "admin", category: "rotation", reach: "space" } as const;

/** The same as the option of a secret. One that follows another policy is moved; one that follows this stays as it is. */
export const attachSecret = mutation({
  name: "rotation_policies.attach",
  ...TERMS,
  action: "rotation_policy_attach",
  run(ctx, { policyId, path }: AtPath): { readonly attachment: Attachment; readonly isNew: boolean } {
    ctx.audit.secretPath = path;
    requireRotationPolicy(ctx, policyId);
    const before = findLive(ctx, path);
    const isNew = before.rotationPolicyId !== policyId;
    if (isNew) updateSecret(ctx, before, following(ctx, before, policyId));
    const attachment = findAttachment(ctx, before.id);
    if (!attachment) throw new Error("an attachment that was made is not there");
    return { attachment, isNew };
  },
});

export const detachSecret = mutation({
  name: "rotation_policies.detach",
  ...TERMS,
  action: "rotation_policy_detach",
  run(ctx, { policyId, path }: AtPath): null {
    ctx.audit.secretPath = path;
    requireRotationPolicy(ctx, policyId);
    const before = findLive(ctx, path);
    if (before.rotationPolicyId !== policyId) fail("secret_not_found", { path });
    updateSecret(ctx, before, following(ctx, before, null));
    return null;
  },
});

const following = (ctx: Context, secret: Secret, rotationPolicyId: string | null): Secret =>
  changed(ctx, secret, { metadata: undefined, options: { rotationPolicyId } });
