import { DAY_MS } from "../formats";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import type { SecretType } from "../kernel/secret-type";
import { findAttachment } from "../rotation/attachments";
import { settingsOf } from "../settings/cache";
import { type MetadataEntry, parseMetadata } from "./metadata-merge";
import { findLive, maxVersionsOf } from "./queries";
import { isReadable } from "./retention";
import type { Secret } from "./store";
import { secretStore } from "./store";

export interface SecretMetadata {
  readonly path: string;
  readonly secretType: SecretType;
  readonly currentVersion: number;
  readonly versionCount: number;
  readonly metadata: readonly MetadataEntry[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly lastAccessedAtMs: number | null;
  /** Value reads of today and the 29 UTC days before. */
  readonly accessCount30d: number;
  readonly expiresAtMs: number | null;
  readonly maxVersions: number;
  readonly notifyBefore: readonly string[];
  readonly rotation: { readonly policyId: string; readonly nextRotationMs: number } | null;
  readonly secretPolicyId: string | null;
}
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

export function viewMetadata(ctx: Context, secret: Secret): SecretMetadata {
  const { statements } = secretStore(ctx);
  const versions = statements.versionsOf.all({ secretId: secret.id });
  const reads = statements.readsOf.get({ secretId: secret.id, fromDay: firstCountedDay(ctx.now) });
  return {
    path: secret.path,
    secretType: secret.secretType,
    currentVersion: secret.version,
    versionCount: versions.filter((version) => isReadable(version, ctx.now)).length,
    metadata: parseMetadata(secret.metadata),
    createdAtMs: secret.createdAtMs,
    updatedAtMs: secret.updatedAtMs,
    lastAccessedAtMs: reads?.lastAtMs ?? null,
    accessCount30d: reads?.total ?? 0,
    expiresAtMs: secret.expiresAtMs,
    maxVersions: maxVersionsOf(ctx, secret),
    notifyBefore: secret.notifyBefore ?? settingsOf(ctx).notifyBefore,
    rotation: rotationOf(ctx, secret),
    secretPolicyId: secret.secretPolicyId,
  };
}

function rotationOf(ctx: Context, { id, rotationPolicyId }: Secret): SecretMetadata["rotation"] {
  const place = rotationPolicyId === null ? undefined : findAttachment(ctx, id);
  return place ? { policyId: place.policyId, nextRotationMs: place.dueMs } : null;
}
