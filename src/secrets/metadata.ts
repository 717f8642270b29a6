import { DAY_MS } from "../formats";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import { findAttachment } from "../rotation/attachments";
import { settingsOf } from "../settings/cache";
import { parseMetadata } from "./metadata-merge";
import { deleteVersionAfterOf, findLive, isCasRequired, maxVersionsOf } from "./queries";
import { deletionOf, isDestroyed, isReadable, past } from "./retention";
import type { Secret } from "./store";
import { secretStore } from "./store";

export type SecretMetadata = Readonly<ReturnType<typeof viewMetadata>>;
export interface VersionEntry {
  readonly version: number;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly isCurrent: boolean;
  /** A date that is set: the end of its grace, or, of one that can be read, when it is deleted by itself. Null: as long as it is kept. */
  readonly readableUntilMs: number | null;
  /** When it was deleted, or when its grace ended; null: it can be read. */
  readonly deletedAtMs: number | null;
  readonly isDestroyed: boolean;
}

/** How many UTC days count, today included. */
const COUNTED_DAYS = 30;
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
export const firstCountedDay = (nowMs: number): number => dayOf(nowMs) - (COUNTED_DAYS - 1);

/** No access, and open to expired secrets. */
export const readMetadata = query({
  name: "secrets.metadata",
  scope: "secrets:list",
  category: "list",
  action: "list",
  reach: "tenant",
  target: ({ path }: { path: string }) => ({ path, permission: "list" }),
  run: (ctx, { path }): SecretMetadata => viewMetadata(ctx, findLive(ctx, path)),
});

/** Newest first, all that are kept: deleted and destroyed ones too. */
export const listVersions = query({
  name: "secrets.versions",
  scope: "secrets:list",
  category: "list",
  action: "list",
  reach: "tenant",
  target: ({ path }: { path: string }) => ({ path, permission: "list" }),
  run(ctx, { path }): { readonly path: string; readonly versions: readonly VersionEntry[] } {
    const secret = findLive(ctx, path);
    const rows = secretStore(ctx).statements.versionsOf.all({ secretId: secret.id });
    const versions = rows.map((row) => ({
      version: row.number,
      createdAtMs: row.createdAtMs,
      createdBy: row.createdBy,
      isCurrent: row.number === secret.version,
      readableUntilMs: isReadable(row, ctx.now) ? deletionOf(row) : row.readableUntilMs,
      deletedAtMs: past(deletionOf(row), ctx.now),
      isDestroyed: isDestroyed(row),
    }));
    return { path, versions };
  },
});

/** What both a value and the metadata show of a secret. */
export const viewSecret = (secret: Secret) => ({
  path: secret.path,
  secretType: secret.secretType,
  metadata: parseMetadata(secret.metadata),
  createdAtMs: secret.createdAtMs,
  updatedAtMs: secret.updatedAtMs,
  expiresAtMs: secret.expiresAtMs,
  secretPolicyId: secret.secretPolicyId,
});

export function viewMetadata(ctx: Context, secret: Secret) {
  const { statements } = secretStore(ctx);
  const versions = statements.versionsOf.all({ secretId: secret.id });
  const reads = statements.readsOf.get({ secretId: secret.id, fromDay: firstCountedDay(ctx.now) });
  return {
    ...viewSecret(secret),
    currentVersion: secret.version,
    versionCount: versions.filter((version) => isReadable(version, ctx.now)).length,
    lastAccessedAtMs: reads?.lastAtMs ?? null,
    /** Value reads of today and the 29 UTC days before. */
    accessCount30d: reads?.total ?? 0,
    maxVersions: maxVersionsOf(ctx, secret),
    notifyBefore: secret.notifyBefore ?? settingsOf(ctx).notifyBefore,
    casRequired: isCasRequired(ctx, secret),
    deleteVersionAfter: deleteVersionAfterOf(ctx, secret),
    rotation: rotationOf(ctx, secret),
  };
}

function rotationOf(ctx: Context, { id, rotationPolicyId }: Secret) {
  const place = rotationPolicyId === null ? undefined : findAttachment(ctx, id);
  return place ? { policyId: place.policyId, nextRotationMs: place.dueMs } : null;
}
