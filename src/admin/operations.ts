import { and, count, inArray, isNotNull, ne } from "drizzle-orm";
import { vaultIntegrations } from "../broker/tables";
import { NoRootKey } from "../crypto/keyring";
import { askDirectory } from "../directory/db";
import { AppError, fail, unwrap } from "../errors";
import { isOperator } from "../tenant/actor";
import type { Context } from "../tenant/context";
import { effect } from "../tenant/operation";

export interface KeyUse {
  readonly newest: string;
  /** How many sealed records name each root key. */
  readonly records: Readonly<Record<string, number>>;
}

/** Which root keys are still needed. One may be taken out of `ROOT_KEYS` once its count is 0. */
export const readKeys = effect({
  scope: null,
  category: "identity",
  action: "config_read",
  reach: "home",
  async run(ctx, _input: Record<never, never>): Promise<KeyUse> {
    requireOperator(ctx);
    ctx.trail.note({ resource: "root_keys" });
    const id = vaultIntegrations.rootKeyId;
    const rows = await askDirectory(
      ctx.directory.select({ id, records: count() }).from(vaultIntegrations).where(isNotNull(id)).groupBy(id),
    );
    const configured = ctx.config.rootKeys.map((root) => [root.id, 0] as const);
    const used = rows.flatMap((row) => (row.id === null ? [] : [[row.id, row.records] as const]));
    return { newest: newestOf(ctx), records: Object.fromEntries([...configured, ...used]) };
  },
});

export interface Rewrapped {
  readonly newest: string;
  readonly rewrapped: number;
  readonly remaining: number;
  readonly dryRun: boolean;
}

/**
 * Seals up to `limit` records of older root keys anew under the newest. Each is done by its own tenant's object, row by row, so
 * that it may be repeated, cut off, and run while those tenants work. Records of a key that is not configured stay: they count
 * as remaining, and readiness tells the operator.
 */
export const rewrapKeys = effect({
  scope: null,
  category: "identity",
  action: "keys_rewrap",
  reach: "home",
  async run(ctx, { dryRun, limit }: { dryRun: boolean; limit: number }): Promise<Rewrapped> {
    requireOperator(ctx);
    const newest = newestOf(ctx);
    const rewrapped = dryRun ? 0 : await rewrapBatch(ctx, newest, limit);
    const stale = and(isNotNull(vaultIntegrations.rootKeyId), ne(vaultIntegrations.rootKeyId, newest));
    const [left] = await askDirectory(ctx.directory.select({ records: count() }).from(vaultIntegrations).where(stale));
    const done = { newest, rewrapped, remaining: left?.records ?? 0, dryRun };
    ctx.trail.note({ newest, rewrapped, remaining: done.remaining, dry_run: dryRun });
    return done;
  },
});

async function rewrapBatch(ctx: Context, newest: string, limit: number): Promise<number> {
  const older = ctx.config.rootKeys.map(({ id }) => id).filter((id) => id !== newest);
  if (older.length === 0) return 0;
  const rows = await askDirectory(
    ctx.directory
      .select({ id: vaultIntegrations.id, tenantId: vaultIntegrations.tenantId })
      .from(vaultIntegrations)
      .where(inArray(vaultIntegrations.rootKeyId, older))
      .limit(limit),
  );
  let rewrapped = 0;
  for (const [tenantId, group] of Map.groupBy(rows, (row) => row.tenantId)) {
    const ids = group.map(({ id }) => id);
    const reply = await ctx
      .otherSpace(tenantId)
      .rewrapSecretIds(ids)
      .catch(() => {
        throw new AppError({ code: "service_unavailable" });
      });
    rewrapped += unwrap(reply).rewrapped;
  }
  return rewrapped;
}

function requireOperator({ actor }: Context): void {
  if (!isOperator(actor)) fail("access_denied", { required_role: "operator" });
}

function newestOf(ctx: Context): string {
  const newest = ctx.config.rootKeys.at(-1);
  if (!newest) throw new NoRootKey();
  return newest.id;
}
