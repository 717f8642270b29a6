import { and, asc, count, eq, sum } from "drizzle-orm";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { checkQuota } from "../kernel/quota";
import { pathFault } from "../kernel/secret-path";
import { recordKeyOf } from "../sealing/record-key";
import { SWEEP_MS } from "./sweep";
import { cubbyholeEntries } from "./tables";

export const MAX_ENTRY_BYTES = 65_536;
const MAX_OF_TOKEN = 64;
/** Of a space, all tokens together. */
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 67_108_864;

export interface NamedEntry {
  readonly path: string;
}
export interface NewEntry extends NamedEntry {
  /** JSON, as it is to be given back. */
  readonly text: string;
}
export interface Folder {
  /** Empty: the top. */
  readonly path: string;
}

const key = recordKeyOf("cubbyhole");
const TERMS = { scope: null, reach: "home" } as const;

export const readCubbyhole = query({
  name: "cubbyhole.read",
  ...TERMS,
  category: "read",
  action: "cubbyhole_read",
  async run(ctx, { path }: NamedEntry): Promise<string> {
    const at = entryOf(ctx, path);
    await key(ctx).ready(ctx.now);
    const { tokenId } = at;
    const row = ctx.db.select().from(cubbyholeEntries).where(at.where).get();
    return row ? key(ctx).open([tokenId, path], row.sealed) : fail("secret_not_found", { path });
  },
});

/** Writes over what is there. */
export const writeCubbyhole = mutation({
  name: "cubbyhole.write",
  ...TERMS,
  category: "write",
  action: "cubbyhole_write",
  prepare: (ctx) => key(ctx).ready(ctx.now),
  run(ctx, { path, text }: NewEntry): null {
    const { tokenId, where } = entryOf(ctx, path);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_ENTRY_BYTES) fail("payload_too_large", { limit_bytes: MAX_ENTRY_BYTES });
    const before = ctx.db.select({ bytes: cubbyholeEntries.bytes }).from(cubbyholeEntries).where(where).get();
    checkRoom(ctx, tokenId, before?.bytes, bytes);
    const values = { sealed: Buffer.from(key(ctx).seal([tokenId, path], text)), bytes, updatedAtMs: ctx.now };
    const target = [cubbyholeEntries.tokenId, cubbyholeEntries.path];
    ctx.db
      .insert(cubbyholeEntries)
      .values({ tokenId, path, ...values })
      .onConflictDoUpdate({ target, set: values })
      .run();
    ctx.schedule(ctx.now + SWEEP_MS);
    return null;
  },
});

/** Says the same whether or not something was there. */
export const deleteCubbyhole = mutation({
  name: "cubbyhole.delete",
  ...TERMS,
  category: "delete",
  action: "cubbyhole_delete",
  run(ctx, { path }: NamedEntry): null {
    ctx.db.delete(cubbyholeEntries).where(entryOf(ctx, path).where).run();
    return null;
  },
});

/** What lies directly in a folder, in the order of bytes; folders end in a slash. */
export const listCubbyhole = query({
  name: "cubbyhole.list",
  ...TERMS,
  category: "list",
  action: "cubbyhole_list",
  run(ctx, { path }: Folder): readonly string[] {
    const tokenId = ownToken(ctx);
    if (path !== "") checkPath(path);
    ctx.audit.annotate({ path });
    const within = path === "" ? "" : `${path}/`;
    const rows = ctx.db
      .select({ path: cubbyholeEntries.path })
      .from(cubbyholeEntries)
      .where(eq(cubbyholeEntries.tokenId, tokenId))
      .orderBy(asc(cubbyholeEntries.path))
      .all();
    const below = rows.filter((row) => row.path.startsWith(within)).map((row) => row.path.slice(within.length));
    return [...new Set(below.map((rest) => rest.slice(0, `${rest}/`.indexOf("/") + 1)))].toSorted(inBytes);
  },
});

/** Characters of paths are single bytes, so their order is that of the text. */
const inBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function entryOf(ctx: Context, path: string) {
  const tokenId = ownToken(ctx);
  checkPath(path);
  ctx.audit.annotate({ path });
  return { tokenId, where: and(eq(cubbyholeEntries.tokenId, tokenId), eq(cubbyholeEntries.path, path)) };
}

/** Throws AppError access_denied: the operator's token has no row, so nothing could end with it. */
const ownToken = ({ actor }: Context): string => actor.tokenId ?? fail("access_denied");

function checkPath(path: string): void {
  const reason = pathFault(path);
  if (reason) fail("invalid_path", { reason });
}

/** `before`: bytes of what is written over; undefined: nothing is. Throws AppError validation_error. */
function checkRoom({ db }: MutationContext, tokenId: string, before: number | undefined, bytes: number): void {
  const used = sum(cubbyholeEntries.bytes).mapWith(Number);
  const all = db.select({ entries: count(), bytes: used }).from(cubbyholeEntries).get();
  if (before === undefined) {
    const own = db.select({ entries: count() }).from(cubbyholeEntries).where(eq(cubbyholeEntries.tokenId, tokenId));
    checkQuota(own.get()?.entries ?? 0, MAX_OF_TOKEN);
    checkQuota(all?.entries ?? 0, MAX_ENTRIES);
  }
  checkQuota((all?.bytes ?? 0) - (before ?? 0) + bytes - 1, MAX_BYTES);
}
