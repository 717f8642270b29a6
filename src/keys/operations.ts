import { countSealed, SEALED_RECORDS, sealedUnder } from "../broker/sealed-records";
import { NoRootKey } from "../crypto/keyring";
import { countRootKeyUses, spacesUsing } from "../directory/root-key-usage";
import { findSpace } from "../directory/spaces";
import { fail, refuse, unwrap } from "../errors";
import { isOperator } from "../kernel/actor";
import { entryFor } from "../kernel/audit";
import type { Context, EffectContext, QueryContext } from "../kernel/context";
import { configOf } from "../kernel/deployment";
import { askDirectory } from "../kernel/directory";
import { callSpace, type InternalOperation } from "../kernel/internal";
import { effect } from "../kernel/operation";
import { kindOfSpace } from "../kernel/space";
import { logError } from "../log";
import type { KeyState } from "../secrets/keys";
import { rewrapSealed, rotateKeyOfSpace } from "./internal";

/** Of records of one kind, looked at in one call. */
const MAX_PAGES = 20;

export interface KeyUse {
  readonly newest: string;
  /** How many sealed records name each root key. */
  readonly records: Readonly<Record<string, number>>;
}

/** Which root keys are still needed. One may be taken out of `ROOT_KEYS` once its count is 0. */
export const readKeys = effect({
  name: "keys.read",
  scope: null,
  category: "identity",
  action: "config_read",
  reach: "home",
  async run(ctx, _input: Record<never, never>): Promise<KeyUse> {
    requireOperator(ctx);
    ctx.audit.annotate({ resource: "root_keys" });
    const records = new Map(configOf(ctx).rootKeys.map((root) => [root.id, 0]));
    for (const { id, count } of await keyCounts(ctx)) records.set(id, (records.get(id) ?? 0) + count);
    return { newest: newestOf(ctx), records: Object.fromEntries(records) };
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
  name: "keys.rewrap",
  scope: null,
  category: "identity",
  action: "keys_rewrap",
  reach: "home",
  async run(ctx, { dryRun, limit }: { dryRun: boolean; limit: number }): Promise<Rewrapped> {
    requireOperator(ctx);
    const newest = newestOf(ctx);
    const rewrapped = dryRun ? 0 : await rewrapBatch(ctx, newest, limit);
    const left = (await keyCounts(ctx)).filter(({ id }) => id !== newest);
    const remaining = left.reduce((sum, { count }) => sum + count, 0);
    ctx.audit.annotate({ newest, rewrapped, remaining, dry_run: dryRun });
    return { newest, rewrapped, remaining, dryRun };
  },
});

/** The broker's records first, then what lies in the spaces' own storage. A space that fails is passed over: the others go on. */
async function rewrapBatch(ctx: EffectContext, newest: string, limit: number): Promise<number> {
  const older = configOf(ctx)
    .rootKeys.map(({ id }) => id)
    .filter((id) => id !== newest);
  if (older.length === 0) return 0;
  let rewrapped = 0;
  for (const records of SEALED_RECORDS) rewrapped += await rewrapAllOf(ctx, records, older, limit - rewrapped);
  for (const { spaceId } of await askDirectory(spacesUsing(ctx.directory, older))) {
    if (rewrapped >= limit) break;
    rewrapped += await rewrapIn(ctx, spaceId, rewrapSealed, limit - rewrapped);
  }
  return rewrapped;
}

/** Page by page: rows that do not open must not keep the later ones from their turn. */
async function rewrapAllOf(
  ctx: EffectContext,
  records: (typeof SEALED_RECORDS)[number],
  older: readonly string[],
  limit: number,
): Promise<number> {
  let rewrapped = 0;
  let last = "";
  for (let page = 0; page < MAX_PAGES && rewrapped < limit; page++) {
    const found = sealedUnder(ctx.directory, records, older, { last, limit: limit - rewrapped });
    const rows = await askDirectory(found);
    for (const [space, group] of Map.groupBy(rows, (row) => row.tenantId)) {
      const ids = group.map((row) => row.id);
      rewrapped += await rewrapIn(ctx, space, records.rewrap, ids);
    }
    last = rows.at(-1)?.id ?? "";
    if (last === "") break;
  }
  return rewrapped;
}

/** How many a space has sealed anew; 0 where it could not: what is left there is told as remaining. */
async function rewrapIn<I>(
  ctx: EffectContext,
  spaceId: string,
  operation: InternalOperation<I, { rewrapped: number }>,
  input: NoInfer<I>,
): Promise<number> {
  const reply = await callSpace(ctx.spaceRpc(spaceId), operation, input).catch(() => refuse("service_unavailable"));
  if (reply.ok) return reply.value.rewrapped;
  logError({ error: "not_rewrapped", space: spaceId, code: reply.error.code });
  return 0;
}

/** Sealed records by root key, over all spaces. */
async function keyCounts({ directory }: QueryContext): Promise<{ id: string; count: number }[]> {
  const inBroker = SEALED_RECORDS.map((records) => countSealed(directory, records));
  const counted = await askDirectory(directory.batch([countRootKeyUses(directory), ...inBroker]));
  return counted.flat().flatMap((row) => (row.id === null ? [] : [{ id: row.id, count: row.count ?? 0 }]));
}

export interface SpaceKey extends KeyState {
  readonly spaceId: string;
}

/** New versions of the space's secrets use the new key at once; older ones are wrapped anew by the scheduler, values untouched. */
export const rotateSpaceKey = effect({
  name: "keys.rotate_space",
  scope: null,
  category: "identity",
  action: "space_key_rotate",
  reach: "home",
  async run(ctx, { spaceId }: { spaceId: string }): Promise<SpaceKey> {
    requireOperator(ctx);
    const known = kindOfSpace(spaceId) !== undefined && (await askDirectory(findSpace(ctx.directory, spaceId)));
    if (!known) fail("tenant_not_found", { id: spaceId });
    ctx.audit.annotate({ space_id: spaceId });
    const row = entryFor(ctx, spaceId, "space_key_rotate", { space_id: spaceId });
    const reply = await callSpace(ctx.spaceRpc(spaceId), rotateKeyOfSpace, row).catch(() =>
      refuse("service_unavailable"),
    );
    const state = unwrap(reply);
    ctx.audit.annotate({ key_version: state.keyVersion, pending: state.pending });
    return { spaceId, ...state };
  },
});

function requireOperator({ actor }: Context): void {
  if (!isOperator(actor)) fail("access_denied", { required_role: "operator" });
}

function newestOf(ctx: Context): string {
  const newest = configOf(ctx).rootKeys.at(-1);
  if (!newest) throw new NoRootKey();
  return newest.id;
}
