import { eq } from "drizzle-orm";
import { utf8 } from "../crypto/encoding";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import { formatTimestamp, wholeSecond } from "../formats";
import type { Context, MutationContext } from "../kernel/context";
import type { SpaceDb } from "../kernel/db";
import { forgetAttachment, syncAttachment } from "../rotation/attachments";
import { settingsOf } from "../settings/cache";
import { msOf } from "../settings/rules";
import { isExpired } from "./expiry";
import { syncExpiryNotices } from "./expiry-notices";
import { type MetadataEntry, metadataFault, metadataText, parseMetadata, tagsOf } from "./metadata-merge";
import { NO_OPTIONS } from "./options";
import { toPrune } from "./retention";
import { rowOf } from "./statements";
import { factsOf, type Secret, secretStore } from "./store";
import { secretReads, secrets, secretTags, secretVersions } from "./tables";

/** What the verbs of this room share. Everything that changes a secret goes through here, so that list totals hear of it. */

/** The live secret at a path. Throws AppError secret_not_found. */
export function findLive(ctx: Context, path: string): Secret {
  const secret = secretStore(ctx).find(path);
  return secret && secret.deletedAtMs === null ? secret : fail("secret_not_found", { path });
}

/** Throws AppError secret_expired (410). */
export function requireUnexpired(secret: Secret, nowMs: number): void {
  if (secret.expiresAtMs !== null && isExpired(secret, nowMs))
    fail("secret_expired", { path: secret.path, expired_at: formatTimestamp(secret.expiresAtMs) });
}

export const maxVersionsOf = (ctx: Context, { maxVersions }: Secret): number =>
  maxVersions ?? settingsOf(ctx).maxVersions;

/** The setting can't be loosened by a secret. Undefined: a new one. */
export const isCasRequired = (ctx: Context, secret: Secret | undefined): boolean =>
  settingsOf(ctx).casRequired || secret?.casRequired === true;

/** How long versions of the secret live, a duration as given: the shorter of its own and the setting's. Null: they are not deleted by themselves. */
export function deleteVersionAfterOf(ctx: Context, { deleteVersionAfter: own }: Secret): string | null {
  const { deleteVersionAfter: ofSpace } = settingsOf(ctx);
  if (own === null || ofSpace === null) return own ?? ofSpace;
  return msOf(own) < msOf(ofSpace) ? own : ofSpace;
}

/** Live or softly deleted. */
export const findById = ({ db }: Pick<Context, "db">, id: string): Secret | undefined =>
  db.select().from(secrets).where(eq(secrets.id, id)).get();

/** A secret without a version yet. */
export const newSecret = (ctx: Context, path: string): Secret => ({
  id: ulid(ctx.now),
  path,
  secretType: "kv",
  version: 0,
  createdAtMs: ctx.now,
  updatedAtMs: ctx.now,
  ...NO_OPTIONS,
  rotatedFrom: null,
  metadataCasRequired: null,
  metadataVersion: 0,
  noticedUntilMs: null,
  noticeAtMs: null,
  deletedAtMs: null,
  recoverableUntilMs: null,
  metadata: "{}",
});

export function insertSecret(ctx: MutationContext, secret: Secret): void {
  const { db } = ctx;
  const store = secretStore(ctx);
  store.counts.touch(secret.path, undefined);
  store.statements.insertSecret.run(rowOf({ ...secret, ...syncExpiryNotices(ctx, undefined, secret) }));
  insertTags(db, secret, parseMetadata(secret.metadata));
  syncAttachment(ctx, undefined, secret);
}

export function updateSecret(ctx: MutationContext, before: Secret, after: Secret): void {
  const { db } = ctx;
  const store = secretStore(ctx);
  store.counts.touch(before.path, before.deletedAtMs === null ? factsOf(before) : undefined);
  const { id } = before;
  const changed = { ...after, id, ...syncExpiryNotices(ctx, before, after) };
  syncAttachment(ctx, before, after);
  if (isNewValueAlone(before, changed)) store.statements.updateVersion.run(changed);
  else store.statements.updateSecret.run(rowOf(changed));
  if (before.metadata === after.metadata) return;
  db.delete(secretTags).where(eq(secretTags.secretId, id)).run();
  insertTags(db, after, parseMetadata(after.metadata));
}

const OF_VALUE: ReadonlySet<string> = new Set(["version", "updatedAtMs"]);

/** Is nothing else written than a new value, as by most writes? */
function isNewValueAlone(before: Secret, after: Secret): boolean {
  const earlier: Readonly<Record<string, unknown>> = before;
  return Object.entries(after).every(([key, value]) => OF_VALUE.has(key) || value === earlier[key]);
}

/** For good, with all versions, tags and counts. */
export function destroySecret(core: Pick<MutationContext, "db" | "space">, secret: Secret): void {
  const { db } = core;
  const { counts, keys } = secretStore(core);
  counts.touch(secret.path, secret.deletedAtMs === null ? factsOf(secret) : undefined);
  // Named one by one: they go also where foreign keys are not enforced.
  forgetAttachment({ db }, secret.id);
  for (const table of [secretVersions, secretTags, secretReads])
    db.delete(table).where(eq(table.secretId, secret.id)).run();
  db.delete(secrets).where(eq(secrets.id, secret.id)).run();
  keys.forgetDataKeys(secret.id);
}

export function insertVersion(ctx: Context, secret: Secret, version: number, data: string): void {
  const { id } = secret;
  const { wrappedKey, sealed, ...rest } = secretStore(ctx).keys.seal({ secretId: id, version }, utf8(data));
  secretStore(ctx).statements.insertVersion.run({
    secretId: id,
    number: version,
    createdAtMs: ctx.now,
    createdBy: ctx.actor.identityId,
    readableUntilMs: null,
    deletedAtMs: deletionAfter(ctx, secret),
    wrappedKey: Buffer.from(wrappedKey),
    sealed: Buffer.from(sealed),
    ...rest,
  });
}

/** When a version that is written, or brought back, now is deleted by itself, on a whole second; null: never. */
export function deletionAfter(ctx: Context, secret: Secret): number | null {
  const after = deleteVersionAfterOf(ctx, secret);
  return after === null ? null : wholeSecond(ctx.now + msOf(after));
}

/** Drops what is over the limit and notes the numbers. After every write. */
export function prune(ctx: Context, secret: Secret): void {
  const { keys, statements } = secretStore(ctx);
  const versions = statements.versionsOf.all({ secretId: secret.id });
  const max = maxVersionsOf(ctx, secret);
  const pruned = toPrune(versions, { max, rotatedFrom: secret.rotatedFrom, nowMs: ctx.now });
  if (pruned.length === 0) return;
  for (const number of pruned) statements.dropVersion.run({ secretId: secret.id, number });
  keys.forgetDataKeys(secret.id);
  ctx.audit.annotate({ pruned });
}

/** The text to store. Throws AppError validation_error if what came out of merging is over a limit. */
export function checkedMetadata(entries: readonly MetadataEntry[]): string {
  const fault = metadataFault(entries);
  if (fault) fail("validation_error", { fields: { metadata: fault } });
  return metadataText(entries);
}

/** Three values a row, and a statement takes 100 at most. */
const TAGS_AT_ONCE = 30;

function insertTags(db: SpaceDb, { id, path }: Secret, entries: readonly MetadataEntry[]): void {
  const rows = tagsOf(entries).map((tag) => ({ tag, path, secretId: id }));
  for (let i = 0; i < rows.length; i += TAGS_AT_ONCE)
    db.insert(secretTags)
      .values(rows.slice(i, i + TAGS_AT_ONCE))
      .onConflictDoNothing()
      .run();
}
