import { and, asc, eq } from "drizzle-orm";
import { AppError, type Failure, fail } from "../errors";
import { requireUnexpired } from "../secrets/records";
import { rotateByPolicy } from "../secrets/rotate";
import type { Secret } from "../secrets/store";
import { type Made, prepareSuccessor } from "../secrets/successor";
import { type Context, Trail } from "../tenant/context";
import { mutation } from "../tenant/operation";
import { addHistory, type HistoryRow } from "./history";
import { type RotationPolicy, requireRotationPolicy } from "./records";
import { rotationAttachments } from "./tables";

export interface RotateAttached {
  readonly id: string;
  /** Without doubles; undefined: the most overdue of all that are attached. */
  readonly paths: readonly string[] | undefined;
}
/** What was made for each path before the transaction; null: nothing could be. */
type Prepared = ReadonlyMap<string, Made | null>;

const MAX_PATHS = 100;

/** One transaction for all paths; each has its own outcome, its row in the history and its row in the log. */
export const rotateAttached = mutation({
  scope: "secrets:rotate",
  category: "rotation",
  action: "rotate",
  reach: "space",
  async prepare(ctx: Context, { id, paths }: RotateAttached): Promise<Prepared> {
    const policy = requireRotationPolicy(ctx, id);
    const prepared = new Map<string, Made | null>();
    if (!policy.autoGenerate) return prepared;
    for (const path of paths ?? mostOverdue(ctx, id)) {
      const open = ctx.may("rotate", path) && findAttached(ctx, path, id) !== undefined;
      prepared.set(path, open ? await prepareSuccessor(ctx, path) : null);
    }
    return prepared;
  },
  run(ctx, { id }: RotateAttached, prepared: Prepared): readonly HistoryRow[] {
    const policy = requireRotationPolicy(ctx, id);
    if (!policy.autoGenerate) fail("validation_error", { reason: "auto_generate_required" });
    ctx.trail.note({ batch: prepared.size });
    return [...prepared].map(([path, made]) => rotatePath(ctx, policy, path, made));
  },
});

function rotatePath(ctx: Context, policy: RotationPolicy, path: string, made: Made | null): HistoryRow {
  const own = { ...ctx, trail: new Trail() };
  const row = { policyId: policy.id, secretPath: path, status: "failed", trigger: "manual" } as const;
  const refusal = ctx.refusal("rotate", path);
  if (refusal) {
    ctx.trail.forPath(path, { permission: "rotate" }, refusal);
    return addHistory(ctx, { ...row, error: "access_denied" });
  }
  const secret = findAttached(ctx, path, policy.id);
  if (!secret) {
    ctx.trail.forPath(path, {}, { code: "secret_not_found" });
    return addHistory(ctx, { ...row, error: "secret_not_found" });
  }
  try {
    if (secret.expiresIn === null) requireUnexpired(secret, ctx.now);
    const done = rotateByPolicy(own, secret, policy, made);
    ctx.trail.forPath(path, own.trail.extra);
    return done;
  } catch (e) {
    // These are decided before the first write.
    if (!(e instanceof AppError) || !WORDS.has(e.failure.code)) throw e;
    ctx.trail.forPath(path, {}, e.failure);
    return addHistory(ctx, { ...row, oldVersion: secret.version, error: wordOf(e.failure) });
  }
}

const WORDS: ReadonlySet<string> = new Set([
  "secret_expired",
  "validation_error",
  "payload_too_large",
  "version_conflict",
]);
/** A made value that does not fit beside the other keys is none either: somebody has to give one. */
const NEEDS_VALUE: ReadonlySet<string> = new Set(["validation_error", "payload_too_large"]);
const wordOf = ({ code }: Failure): string => (NEEDS_VALUE.has(code) ? "new_value_required" : code);

/** The live secret at the path, if it follows this policy. */
function findAttached(ctx: Context, path: string, policyId: string): Secret | undefined {
  const secret = ctx.secrets.find(path);
  return secret?.deletedAtMs === null && secret.rotationPolicyId === policyId ? secret : undefined;
}

function mostOverdue({ db }: Context, id: string): string[] {
  const { policyId, isLive, dueMs, path } = rotationAttachments;
  return db
    .select({ path })
    .from(rotationAttachments)
    .where(and(eq(policyId, id), eq(isLive, true)))
    .orderBy(asc(dueMs), asc(path))
    .limit(MAX_PATHS)
    .all()
    .map((row) => row.path);
}
