import { and, asc, eq, gt } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import { formatDuration } from "../formats";
import { findGenerationPolicy } from "../generation/queries";
import type { Context, MutationContext } from "../kernel/context";
import { given } from "../kernel/given";
import { checkName } from "../kernel/name";
import { mutation, query, type Requirements } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import type { ReasonWord } from "../reason-words";
import { settingsOf } from "../settings/cache";
import { msOf } from "../settings/rules";
import { isWebhook } from "../webhooks/queries";
import { droppedPolicies } from "./drop";
import { type CountedPolicy, liveCount, type RotationPolicy, requireRotationPolicy, withSecretCount } from "./queries";
import { FIRST_REVISION, nextRevision, type RevisionKind } from "./revisions";
import { droppedRotationPolicies, rotationPolicies } from "./tables";
import { shortestTimeMs } from "./timing";
import { chooseTiming, isSameTiming, type TimingChange, timingOf } from "./timing-texts";

/** What a caller may set; durations as given. Undefined: not named. */
export interface PolicyContent extends TimingChange {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly gracePeriod?: string | undefined;
  readonly warnBefore?: readonly string[] | undefined;
  readonly autoGenerate?: boolean | undefined;
  readonly secretPolicyId?: string | null | undefined;
  readonly webhookIds?: readonly string[] | undefined;
  readonly isActive?: boolean | undefined;
}
export interface NewRotationPolicy extends PolicyContent {
  readonly name: string;
  /** Undefined: made here. */
  readonly id: string | undefined;
}
interface Named {
  readonly id: string;
}

const DEFAULT_WARNINGS = ["7d", "1d"];
const READ = {
  scope: "admin",
  category: "rotation",
  action: "config_read",
  resource: "rotation_policies",
  reach: "space",
} as const;
const WRITE = { scope: "admin", category: "rotation", reach: "space" } as const;

export const listRotationPolicies = query({
  name: "rotation_policies.list",
  ...READ,
  run(ctx, request: PageRequest & { readonly activeOnly: boolean }): Page<CountedPolicy> {
    const { activeOnly } = request;
    const binding = ["rotation/policies", ctx.space.id, String(activeOnly)];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = ctx.db
      .select({ policy: rotationPolicies, secretsCount: liveCount })
      .from(rotationPolicies)
      .where(
        and(
          after === undefined ? undefined : gt(rotationPolicies.name, after),
          activeOnly ? eq(rotationPolicies.isActive, true) : undefined,
        ),
      )
      .orderBy(asc(rotationPolicies.name))
      .limit(request.limit + 1)
      .all()
      .map(({ policy, secretsCount }) => ({ ...policy, secretsCount }));
    return pageOf(rows, request, binding, ({ name }) => [name]);
  },
});

export const readRotationPolicy = query({
  name: "rotation_policies.read",
  ...READ,
  run: (ctx, { id }: Named): CountedPolicy => withSecretCount(ctx, requireRotationPolicy(ctx, id)),
});

export const createRotationPolicy = mutation({
  name: "rotation_policies.create",
  ...WRITE,
  action: "rotation_policy_create",
  /** The secrets of one that had this id would follow the new one. */
  async prepare(ctx: Context, { id }: NewRotationPolicy): Promise<void> {
    if (id !== undefined) await droppedPolicies(ctx).finish(id);
  },
  run(ctx, { id, ...content }: NewRotationPolicy): CountedPolicy {
    ctx.audit.annotate({ name: content.name });
    const row = withDefaults(ctx, content, id ?? `rot_${ulid(ctx.now)}`);
    checkTimes(row);
    checkReferences(ctx, content);
    const sameId = eq(rotationPolicies.id, row.id);
    const isTaken = ctx.db.select({ id: rotationPolicies.id }).from(rotationPolicies).where(sameId).get() !== undefined;
    if (isTaken || droppedPolicies(ctx).has(row.id)) fail("name_conflict", { field: "id" });
    checkName(ctx, rotationPolicies, row.name);
    ctx.db.insert(rotationPolicies).values(row).run();
    ctx.audit.annotate({ rotation_policy_id: row.id });
    return { ...row, secretsCount: 0 };
  },
});

const UPDATE = { ...WRITE, action: "rotation_policy_update" } as const satisfies Omit<Requirements, "name">;
export const updateRotationPolicy = mutation({
  name: "rotation_policies.update",
  ...UPDATE,
  run: (ctx, { id, content }: Named & { content: PolicyContent }): CountedPolicy => change(ctx, id, content),
});
export const enableRotationPolicy = mutation({
  name: "rotation_policies.enable",
  ...UPDATE,
  run: (ctx, { id }: Named): CountedPolicy => change(ctx, id, { isActive: true }),
});
export const disableRotationPolicy = mutation({
  name: "rotation_policies.disable",
  ...UPDATE,
  run: (ctx, { id }: Named): CountedPolicy => change(ctx, id, { isActive: false }),
});

/** Its secrets follow none from this instant on, and are detached one after the other; values, versions and grace periods that run stay. */
export const deleteRotationPolicy = mutation({
  name: "rotation_policies.delete",
  ...WRITE,
  action: "rotation_policy_delete",
  run(ctx, { id }: Named): null {
    requireRotationPolicy(ctx, id);
    ctx.db.delete(rotationPolicies).where(eq(rotationPolicies.id, id)).run();
    ctx.db.insert(droppedRotationPolicies).values({ id }).run();
    droppedPolicies(ctx).forget();
    ctx.schedule(ctx.now);
    return null;
  },
});

/** Writes the policy alone: its secrets, which may be very many, follow its new revision one after the other. */
function change(ctx: MutationContext, id: string, content: PolicyContent): CountedPolicy {
  const before = requireRotationPolicy(ctx, id);
  const named = given(content);
  const changed = { ...before, ...named, ...chooseTiming(content, before), updatedAtMs: ctx.now };
  checkTimes(changed);
  checkReferences(ctx, content);
  checkName(ctx, rotationPolicies, changed.name, id);
  const kind = revisionOf(before, changed);
  const after = kind === null ? changed : { ...changed, ...nextRevision(before, kind, ctx.now) };
  ctx.db.update(rotationPolicies).set(after).where(eq(rotationPolicies.id, id)).run();
  if (kind !== null) ctx.schedule(ctx.now);
  ctx.audit.annotate({
    name: after.name,
    fields: Object.keys(named).map((key) => WIRE_NAMES[key as keyof PolicyContent]),
  });
  return withSecretCount(ctx, after);
}

/** Null: the secrets have nothing to follow. */
function revisionOf(before: RotationPolicy, after: RotationPolicy): RevisionKind | null {
  const isNew = (keys: readonly (keyof RotationPolicy)[]) => keys.some((key) => !same(before[key], after[key]));
  if (!isSameTiming(before, after)) return "dates";
  if (isNew(["autoGenerate", "secretPolicyId", "isActive"])) return "tries";
  return isNew(["gracePeriod", "warnBefore"]) ? "steps" : null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function withDefaults(ctx: Context, content: Omit<NewRotationPolicy, "id">, id: string): RotationPolicy {
  const { rotation_grace_period: setting } = settingsOf(ctx).texts;
  const timing = chooseTiming(content, undefined);
  const shortestMs = shortestTimeMs(timingOf(timing));
  return {
    id,
    name: content.name,
    description: content.description ?? null,
    ...timing,
    gracePeriod:
      content.gracePeriod ?? (shortestMs < msOf(setting) ? (timing.interval ?? formatDuration(shortestMs)) : setting),
    warnBefore: content.warnBefore ?? DEFAULT_WARNINGS.filter((text) => msOf(text) < shortestMs),
    autoGenerate: content.autoGenerate ?? false,
    secretPolicyId: content.secretPolicyId ?? null,
    webhookIds: content.webhookIds ?? [],
    isActive: content.isActive ?? true,
    createdAtMs: ctx.now,
    updatedAtMs: ctx.now,
    ...FIRST_REVISION,
  };
}

/** Throws AppError validation_error. */
function checkTimes({ gracePeriod, warnBefore, ...timing }: RotationPolicy): void {
  const shortestMs = shortestTimeMs(timingOf(timing));
  const fields: Record<string, ReasonWord> = {};
  if (msOf(gracePeriod) > shortestMs) fields.grace_period = "range";
  if (warnBefore.some((text) => msOf(text) >= shortestMs)) fields.warn_before = "range";
  if (Object.keys(fields).length > 0) fail("validation_error", { fields });
}

/** What the body names must be there. Throws AppError secret_policy_not_found, webhook_not_found. */
function checkReferences(ctx: Context, { secretPolicyId, webhookIds = [] }: PolicyContent): void {
  if (secretPolicyId != null && !findGenerationPolicy(ctx, secretPolicyId))
    fail("secret_policy_not_found", { field: "secret_policy_id" });
  const missing = webhookIds.findIndex((id) => !isWebhook(ctx, id));
  if (missing >= 0) fail("webhook_not_found", { field: `webhook_ids[${missing}]` });
}

const WIRE_NAMES = {
  name: "name",
  description: "description",
  interval: "interval",
  schedule: "schedule",
  timezone: "timezone",
  window: "window",
  gracePeriod: "grace_period",
  warnBefore: "warn_before",
  autoGenerate: "auto_generate",
  secretPolicyId: "secret_policy_id",
  webhookIds: "webhook_ids",
  isActive: "is_active",
} as const satisfies Record<keyof PolicyContent, string>;
