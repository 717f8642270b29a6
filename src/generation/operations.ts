import { and, asc, eq, gt } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import { checkName } from "../kernel/name";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import type { Field, PolicyType } from "./fields";
import { makeValues } from "./make";
import { madeText } from "./merge";
import { type GenerationPolicy, requireGenerationPolicy } from "./queries";
import { slowValues } from "./slow-values";
import { admitSlow, requireQuick } from "./speed";
import { secretPolicies } from "./tables";

/** What a caller may set. */
export interface GenerationPolicyContent {
  readonly name: string;
  readonly policyType: PolicyType;
  readonly description: string | null;
  readonly fields: readonly Field[];
  readonly isActive: boolean;
}
interface Named {
  readonly id: string;
}
export interface GenerationPolicyListRequest extends PageRequest {
  readonly includeInactive: boolean;
}

const READ = {
  scope: "secrets:list",
  category: "secret_policy",
  action: "config_read",
  resource: "secret_policies",
  reach: "space",
} as const;
const WRITE = { scope: "admin", category: "secret_policy", reach: "space" } as const;

export const listGenerationPolicies = query({
  name: "secret_policies.list",
  ...READ,
  run(ctx, request: GenerationPolicyListRequest): Page<GenerationPolicy> {
    const { includeInactive } = request;
    const binding = ["secret_policies", ctx.space.id, String(includeInactive)];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = ctx.db
      .select()
      .from(secretPolicies)
      .where(
        and(
          after === undefined ? undefined : gt(secretPolicies.name, after),
          includeInactive ? undefined : eq(secretPolicies.isActive, true),
        ),
      )
      .orderBy(asc(secretPolicies.name))
      .limit(request.limit + 1)
      .all();
    return pageOf(rows, request, binding, ({ name }) => [name]);
  },
});

export const readGenerationPolicy = query({
  name: "secret_policies.read",
  ...READ,
  run: (ctx, { id }: Named): GenerationPolicy => requireGenerationPolicy(ctx, id),
});

export const createGenerationPolicy = mutation({
  name: "secret_policies.create",
  ...WRITE,
  action: "secret_policy_create",
  check: ({ fields }: GenerationPolicyContent) => requireQuick(fields),
  run(ctx, content: GenerationPolicyContent): GenerationPolicy {
    ctx.audit.annotate({ name: content.name });
    checkName(ctx, secretPolicies, content.name);
    const row = { ...content, id: `sp_${ulid(ctx.now)}`, createdAtMs: ctx.now, updatedAtMs: ctx.now };
    ctx.db.insert(secretPolicies).values(row).run();
    ctx.audit.annotate({ secret_policy_id: row.id });
    return row;
  },
});

/** Values that were made earlier stay as they are. */
export const updateGenerationPolicy = mutation({
  name: "secret_policies.update",
  ...WRITE,
  action: "secret_policy_update",
  check: ({ content }: Named & { content: Partial<GenerationPolicyContent> }) => requireQuick(content.fields ?? []),
  run(ctx, { id, content }: Named & { content: Partial<GenerationPolicyContent> }): GenerationPolicy {
    const row = requireGenerationPolicy(ctx, id);
    if (content.name !== undefined) checkName(ctx, secretPolicies, content.name, id);
    const changed = { ...row, ...content, updatedAtMs: ctx.now };
    ctx.db.update(secretPolicies).set(changed).where(eq(secretPolicies.id, id)).run();
    const fields = Object.keys(content).map((key) => WIRE_NAMES[key as keyof GenerationPolicyContent]);
    ctx.audit.annotate({ name: changed.name, fields });
    return changed;
  },
});

export const deleteGenerationPolicy = mutation({
  name: "secret_policies.delete",
  ...WRITE,
  action: "secret_policy_delete",
  run(ctx, { id }: Named): null {
    requireGenerationPolicy(ctx, id);
    const uses = ctx.hooks.usesOfGenerationPolicy(ctx, id);
    ctx.audit.annotate(uses);
    if (Object.values(uses).some((count) => count > 0)) fail("policy_in_use", uses);
    ctx.db.delete(secretPolicies).where(eq(secretPolicies.id, id)).run();
    return null;
  },
});

/** A sample that is stored nowhere, as JSON text of the data. Inactive policies make them too. */
export const previewGenerationPolicy = query({
  name: "secret_policies.preview",
  ...WRITE,
  action: "secret_policy_preview",
  async run(ctx, { id }: Named): Promise<string> {
    const generationPolicy = requireGenerationPolicy(ctx, id);
    admitSlow(ctx, generationPolicy.fields);
    return madeText(await makeValues(generationPolicy, ctx.now, slowValues(ctx)));
  },
});

const WIRE_NAMES = {
  name: "name",
  policyType: "policy_type",
  description: "description",
  fields: "fields",
  isActive: "is_active",
} as const satisfies Record<keyof GenerationPolicyContent, string>;
