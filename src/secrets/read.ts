import { and, eq, lt } from "drizzle-orm";
import { parseUtf8 } from "../crypto/encoding";
import { fail } from "../errors";
import type { Context, QueryContext } from "../kernel/context";
import { query } from "../kernel/operation";
import { emitAccessed } from "./events";
import { dayOf, firstCountedDay, viewSecret } from "./metadata";
import { requireUnexpired } from "./queries";
import { isReadable, type NumberedVersion } from "./retention";
import type { Secret } from "./store";
import { secretStore } from "./store";
import { secretReads } from "./tables";

export type SecretValue = Readonly<ReturnType<typeof viewValue>>;

/** A version that may be read now. */
export interface Located {
  readonly secret: Secret;
  readonly version: number;
  readonly versionCreatedAtMs: number;
  readonly row: VersionRow;
}
type VersionRow = NumberedVersion & { readonly createdAtMs: number };

export const readSecret = query({
  name: "secrets.read",
  scope: "secrets:read",
  category: "read",
  action: "read",
  reach: "tenant",
  target: ({ path }: { path: string; version: number | null }) => ({ path, permission: "read" }),
  async run(ctx, { path, version }): Promise<SecretValue> {
    if (version !== null) ctx.audit.annotate({ version });
    const located = locate(ctx, path, version);
    ctx.audit.annotate({ version: located.version });
    const value = viewValue(located, await openData(ctx, located));
    countRead(ctx, located);
    return value;
  },
});

/**
 * `version` null: the current one. `failGone`: how it is told that the version is there and can't be read. Throws AppError
 * secret_not_found, version_not_found, secret_expired.
 */
export function locate(
  ctx: Context,
  path: string,
  version: number | null,
  failGone: (secret: Secret, row: VersionRow) => never = failNotFound,
): Located {
  const { now } = ctx;
  const found = secretStore(ctx).statements.located.get({ path, version });
  if (!found || found.secret.deletedAtMs !== null) return fail("secret_not_found", { path });
  const { secret, version: row } = found;
  if (!row) return fail("version_not_found", { path, version: version ?? secret.version });
  if (!isReadable(row, now)) return failGone(secret, row);
  requireUnexpired(secret, now);
  return { secret, version: row.number, versionCreatedAtMs: row.createdAtMs, row };
}

const failNotFound = ({ path }: Secret, { number }: VersionRow): never =>
  fail("version_not_found", { path, version: number });

/** Throws AppError version_not_found if it was destroyed meanwhile; DecryptionFailed, UnknownRootKey, NoRootKey. */
export async function openData(ctx: Context, { secret, version }: Located): Promise<string> {
  const stored = secretStore(ctx).statements.value.get({ secretId: secret.id, number: version });
  if (!stored) return fail("version_not_found", { path: secret.path, version });
  return parseUtf8(await secretStore(ctx).keys.open({ secretId: secret.id, version }, stored));
}

/** `data`: compact JSON of an object. */
export const viewValue = ({ secret, version, versionCreatedAtMs }: Located, data: string) => ({
  ...viewSecret(secret),
  version,
  data,
  versionCreatedAtMs,
  rotationPolicyId: secret.rotationPolicyId,
});

/** Committed with the audit row of the read. */
export function countRead(ctx: QueryContext, { secret, version }: Located): void {
  const { now } = ctx;
  const { id } = secret;
  emitAccessed(ctx, secret, version);
  ctx.defer(({ db }) => {
    // No row if it was destroyed while its value was opened.
    const counted = secretStore(ctx).statements.countRead.get({ secretId: id, day: dayOf(now), nowMs: now });
    if (counted?.count !== 1) return;
    const old = and(eq(secretReads.secretId, id), lt(secretReads.day, firstCountedDay(now)));
    db.delete(secretReads).where(old).run();
  });
}
