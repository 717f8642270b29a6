import { and, eq, lt } from "drizzle-orm";
import { parseUtf8 } from "../crypto/encoding";
import { fail } from "../errors";
import type { Context, QueryContext } from "../kernel/context";
import { query } from "../kernel/operation";
import { emitAccessed } from "./events";
import type { SpaceKeys } from "./keys";
import { dayOf, firstCountedDay, viewSecret } from "./metadata";
import { requireUnexpired } from "./queries";
import { followedPolicyId } from "./references";
import { isReadable, type NumberedVersion } from "./retention";
import type { Secret } from "./store";
import { secretStore } from "./store";
import { secretReads } from "./tables";

export type SecretValue = Readonly<ReturnType<typeof viewValue>>;

/** A version that may be read now. */
export interface Located<R = VersionRow> {
  readonly secret: Secret;
  readonly version: number;
  readonly versionCreatedAtMs: number;
  readonly row: R;
}
type SealedValue = Parameters<SpaceKeys["open"]>[1];
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
    const located = locateValue(ctx, path, version);
    ctx.audit.annotate({ version: located.version });
    const value = viewValue(ctx, located, await openValue(ctx, located));
    countRead(ctx, located);
    return value;
  },
});

/** How it is told that a version is there and can't be read. */
type FailGone = (secret: Secret, row: VersionRow) => never;

/**
 * `version` null: the current one. Throws AppError secret_not_found, version_not_found, secret_expired, and what `failGone` throws.
 */
export const locate = (ctx: Context, path: string, version: number | null): Located =>
  readable(ctx, { path, version }, secretStore(ctx).statements.located.get({ path, version }));

/** The same with the sealed value. */
export const locateValue = (
  ctx: Context,
  path: string,
  version: number | null,
  failGone?: FailGone,
): Located<VersionRow & SealedValue> =>
  readable(ctx, { path, version }, secretStore(ctx).statements.locatedValue.get({ path, version }), failGone);

function readable<R extends VersionRow>(
  { now }: Context,
  { path, version }: { readonly path: string; readonly version: number | null },
  found: { readonly secret: Secret; readonly version: R | null } | undefined,
  failGone: FailGone = failNotFound,
): Located<R> {
  if (!found || found.secret.deletedAtMs !== null) return fail("secret_not_found", { path });
  const { secret, version: row } = found;
  if (!row) return fail("version_not_found", { path, version: version ?? secret.version });
  if (!isReadable(row, now)) return failGone(secret, row);
  requireUnexpired(secret, now);
  return { secret, version: row.number, versionCreatedAtMs: row.createdAtMs, row };
}

const failNotFound = ({ path }: Secret, { number }: VersionRow): never =>
  fail("version_not_found", { path, version: number });

/** Throws DecryptionFailed, UnknownRootKey, NoRootKey. */
export const openValue = async (ctx: Context, { secret, version, row }: Located<SealedValue>): Promise<string> =>
  parseUtf8(await secretStore(ctx).keys.open({ secretId: secret.id, version }, row));

/**
 * The same of a version that was located a while ago. Throws AppError version_not_found too, if it was destroyed meanwhile.
 */
export async function openData(ctx: Context, { secret, version }: Located): Promise<string> {
  const stored = secretStore(ctx).statements.value.get({ secretId: secret.id, number: version });
  if (!stored) return fail("version_not_found", { path: secret.path, version });
  return parseUtf8(await secretStore(ctx).keys.open({ secretId: secret.id, version }, stored));
}

/** `data`: compact JSON of an object. */
export const viewValue = (
  ctx: Context,
  { secret, version, versionCreatedAtMs }: Omit<Located, "row">,
  data: string,
) => ({
  ...viewSecret(secret),
  version,
  data,
  versionCreatedAtMs,
  rotationPolicyId: followedPolicyId(ctx, secret),
});

/** Committed with the audit row of the read. */
export function countRead(ctx: QueryContext, { secret, version }: Omit<Located, "row">): void {
  const { now } = ctx;
  const { id } = secret;
  emitAccessed(ctx, secret, version);
  ctx.defer(({ db }) => {
    // No row if it was destroyed while its value was opened.
    const counted = secretStore(ctx).statements.countRead.get({ secretId: id, day: dayOf(now), nowMs: now });
    if (counted !== 1) return;
    const old = and(eq(secretReads.secretId, id), lt(secretReads.day, firstCountedDay(now)));
    db.delete(secretReads).where(old).run();
  });
}
