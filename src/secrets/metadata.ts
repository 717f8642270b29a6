import { DAY_MS } from "../formats";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import { findAttachment } from "../rotation/attachments";
import { settingsOf } from "../settings/cache";
import { parseMetadata } from "./metadata-merge";
import { findLive, maxVersionsOf } from "./queries";
import { isReadable } from "./retention";
import type { Secret } from "./store";
import { secretStore } from "./store";

export type SecretMetadata = Readonly<ReturnType<typeof viewMetadata>>;
export interface VersionEntry {
  readonly version: number;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly isCurrent: boolean;
  readonly readableUntilMs: number | null;
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

/** Newest first, all that can still be read. */
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
    const versions = rows
      .filter((row) => isReadable(row, ctx.now))
      .map(({ number, ...row }) => ({ ...row, version: number, isCurrent: number === secret.version }));
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
    rotation: rotationOf(ctx, secret),
  };
}

function rotationOf(ctx: Context, { id, rotationPolicyId }: Secret) {
  const place = rotationPolicyId === null ? undefined : findAttachment(ctx, id);
  return place ? { policyId: place.policyId, nextRotationMs: place.dueMs } : null;
}
