import { AppError, type Failure, fail } from "../../errors";
import { admitSlow } from "../../generation/speed";
import { AuditAnnotations } from "../../kernel/annotations";
import type { Context, MutationContext } from "../../kernel/context";
import { mutation } from "../../kernel/operation";
import { logUnopened } from "../../log";
import { mostOverdue } from "../../rotation/attachments";
import { addHistory, type HistoryRow } from "../../rotation/history";
import { type RotationPolicy, requireRotationPolicy } from "../../rotation/queries";
import { policyRevisions } from "../../rotation/settle";
import { requireUnexpired } from "../queries";
import type { Secret } from "../store";
import { secretStore } from "../store";
import { fieldsMadeAt, type GeneratedValues, prepareNextValue } from "./next-value";
import { rotateByPolicy } from "./rotate";

export interface RotateAttached {
  readonly id: string;
  /** Without doubles; undefined: the most overdue of all that are attached. */
  readonly paths: readonly string[] | undefined;
}
/** What was made for each path before the transaction; null: nothing could be. `UNREADABLE`: the current value does not open. */
type Prepared = ReadonlyMap<string, GeneratedValues | null | typeof UNREADABLE>;

const UNREADABLE = "unreadable";

const MAX_PATHS = 100;

/** One transaction for all paths; each has its own outcome, its row in the history and its row in the log. */
export const rotateAttached = mutation({
  name: "rotation_policies.rotate",
  scope: "secrets:rotate",
  category: "rotation",
  action: "rotate",
  reach: "space",
  async prepare(ctx: Context, { id, paths }: RotateAttached): Promise<Prepared> {
    const policy = requireRotationPolicy(ctx, id);
    const prepared = new Map<string, GeneratedValues | null | typeof UNREADABLE>();
    if (!policy.autoGenerate) return prepared;
    // A missing space key fails the whole call, because nothing can be sealed. A fault of one path is reported for that path alone.
    await secretStore(ctx).keys.ready(ctx.now);
    if (!paths) await policyRevisions(ctx).settle(id);
    const asked = paths ?? mostOverdue(ctx, id, MAX_PATHS);
    const open = new Set(asked.filter((path) => ctx.may("rotate", path) && findAttached(ctx, path, id) !== undefined));
    // Before the first value is made: what one call may take is for all its paths together.
    admitSlow(
      ctx,
      [...open].flatMap((path) => fieldsMadeAt(ctx, path)),
    );
    for (const path of asked) {
      prepared.set(path, open.has(path) ? await prepareNextValue(ctx, path).catch(unreadable) : null);
    }
    return prepared;
  },
  run(ctx, { id }: RotateAttached, prepared: Prepared): readonly HistoryRow[] {
    const policy = requireRotationPolicy(ctx, id);
    if (!policy.autoGenerate) fail("validation_error", { reason: "auto_generate_required" });
    ctx.audit.annotate({ batch: prepared.size });
    return [...prepared].map(([path, made]) => rotatePath(ctx, policy, path, made));
  },
});

function rotatePath(
  ctx: MutationContext,
  policy: RotationPolicy,
  path: string,
  made: GeneratedValues | null | typeof UNREADABLE,
): HistoryRow {
  const own = { ...ctx, audit: new AuditAnnotations() };
  const row = { policyId: policy.id, secretPath: path, status: "failed", trigger: "manual" } as const;
  const refusal = ctx.refusal("rotate", path);
  if (refusal) {
    ctx.audit.addPath(path, { permission: "rotate" }, refusal);
    return addHistory(ctx, { ...row, error: "access_denied" });
  }
  const secret = findAttached(ctx, path, policy.id);
  if (!secret) {
    ctx.audit.addPath(path, {}, { code: "secret_not_found" });
    return addHistory(ctx, { ...row, error: "secret_not_found" });
  }
  try {
    if (secret.expiresIn === null) requireUnexpired(secret, ctx.now);
    if (made === UNREADABLE) return fail("internal_error");
    const done = rotateByPolicy(own, secret, policy, made);
    ctx.audit.addPath(path, own.audit.extra);
    return done;
  } catch (e) {
    // These are decided before the first write.
    const failure = failureOf(e);
    ctx.audit.addPath(path, {}, failure);
    return addHistory(ctx, { ...row, oldVersion: secret.version, error: wordOf(failure) });
  }
}

const WORDS: ReadonlySet<string> = new Set([
  "secret_expired",
  "version_not_found",
  "validation_error",
  "payload_too_large",
  "version_conflict",
  "internal_error",
]);
/** Generated values do not fit beside the other keys, or the other keys do not open: the caller has to send the whole value. */
const NEEDS_VALUE: ReadonlySet<string> = new Set(["validation_error", "payload_too_large", "internal_error"]);
const wordOf = ({ code }: Failure): string => (NEEDS_VALUE.has(code) ? "new_value_required" : code);

/** A failure of one path, which the other paths do not share. Throws whatever else went wrong. */
function failureOf(e: unknown): Failure {
  if (e instanceof AppError && WORDS.has(e.failure.code)) return e.failure;
  unreadable(e);
  return { code: "internal_error" };
}

function unreadable(e: unknown): typeof UNREADABLE {
  logUnopened(e, { operation: "rotation_policies.rotate" });
  return UNREADABLE;
}

/** The live secret at the path, if it follows this policy. */
function findAttached(ctx: Context, path: string, policyId: string): Secret | undefined {
  const secret = secretStore(ctx).find(path);
  return secret?.deletedAtMs === null && secret.rotationPolicyId === policyId ? secret : undefined;
}
