import { and, asc, eq, gt } from "drizzle-orm";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { type Attachment, requireRotationPolicy } from "./queries";
import { asRevised } from "./revisions";
import { rotationAttachments } from "./tables";

/** The live secrets of a policy, by path. */
export const listAttached = query({
  name: "rotation_policies.secrets",
  scope: "admin",
  category: "rotation",
  reach: "space",
  action: "config_read",
  resource: "rotation_secrets",
  run(ctx, request: PageRequest & { readonly policyId: string }): Page<Attachment> {
    const { policyId, limit } = request;
    const binding = ["rotation/secrets", ctx.space.id, policyId];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const revise = asRevised(requireRotationPolicy(ctx, policyId));
    const rows = ctx.db
      .select()
      .from(rotationAttachments)
      .where(
        and(
          eq(rotationAttachments.policyId, policyId),
          eq(rotationAttachments.isLive, true),
          after === undefined ? undefined : gt(rotationAttachments.path, after),
        ),
      )
      .orderBy(asc(rotationAttachments.path))
      .limit(limit + 1)
      .all()
      .map(revise);
    return pageOf(rows, request, binding, ({ path }) => [path]);
  },
});
