import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { forgetTries } from "../rotation/attachments";
import { emitDeleted, emitRestored } from "./events";
import { deletionAfter } from "./queries";
import { deletionOfDestroyed, isDestroyed, isReadable, isRestorable, type NumberedVersion } from "./retention";
import { type Secret, secretStore } from "./store";

/**
 * Versions of a live secret, one by one. What is so already stays as it is, without an event: to repeat a call changes nothing.
 * Each gives the numbers that it changed.
 */

/** Throws AppError version_not_found where there is no row, or nothing to be had of it any more. */
export function versionOf(ctx: Context, secret: Secret, number: number): NumberedVersion {
  const row = rowsOf(ctx, secret).find((one) => one.number === number);
  return row && !isDestroyed(row) ? row : fail("version_not_found", { path: secret.path, version: number });
}

/** Softly, from now on; also one that was to be deleted later. */
export function deleteVersions(ctx: MutationContext, secret: Secret, numbers: readonly number[]): number[] {
  const { statements } = secretStore(ctx);
  const done = rowsOf(ctx, secret).filter((row) => numbers.includes(row.number) && isReadable(row, ctx.now));
  for (const { number } of done) {
    statements.deleteVersion.run({ secretId: secret.id, number, deletedAtMs: ctx.now });
    emitDeleted(ctx, secret, { versionCount: 1, version: number, permanent: false, recoverableUntilMs: null });
  }
  return numbersOf(done);
}

/** Those whose value is there, also where the deletion lies ahead. What deletes versions by themselves begins anew. */
export function restoreVersions(ctx: MutationContext, secret: Secret, numbers: readonly number[]): number[] {
  const { statements } = secretStore(ctx);
  const done = rowsOf(ctx, secret).filter(
    (row) => numbers.includes(row.number) && row.deletedAtMs !== null && isRestorable(row, ctx.now),
  );
  for (const { number } of done) {
    statements.deleteVersion.run({ secretId: secret.id, number, deletedAtMs: deletionAfter(ctx, secret) });
    emitRestored(ctx, secret, number);
    if (number === secret.version) forgetTries(ctx, secret.id);
  }
  return numbersOf(done);
}

/** For good: the values go, the rows stay. */
export function destroyVersions(ctx: MutationContext, secret: Secret, numbers: readonly number[]): number[] {
  const { keys, statements } = secretStore(ctx);
  const done = rowsOf(ctx, secret).filter((row) => numbers.includes(row.number) && !isDestroyed(row));
  for (const row of done) {
    const { number } = row;
    statements.destroyVersion.run({ secretId: secret.id, number, deletedAtMs: deletionOfDestroyed(row, ctx.now) });
    emitDeleted(ctx, secret, { versionCount: 1, version: number, permanent: true, recoverableUntilMs: null });
  }
  keys.forgetDataKeys(secret.id);
  return numbersOf(done);
}

const rowsOf = (ctx: Context, { id }: Secret): readonly NumberedVersion[] =>
  secretStore(ctx).statements.versionsOf.all({ secretId: id });

const numbersOf = (rows: readonly NumberedVersion[]): number[] =>
  rows.map(({ number }) => number).toSorted((a, b) => a - b);
