import { fail } from "../../errors";
import type { Context, MutationContext } from "../../kernel/context";
import { given } from "../../kernel/given";
import { mutation, query } from "../../kernel/operation";
import { settingsOf } from "../../settings/cache";
import { changed } from "../changed";
import { findLive, insertSecret, newSecret, updateSecret } from "../queries";
import { destroyWhole } from "../remove";
import { isPathTaken, type Secret, secretStore } from "../store";
import { liveOrFree } from "../write";
import { type CustomMetadata, customMetadataOf, freeKeysOf, type KvState, viewState } from "./state";

export interface KvMetadata {
  /** Newest first. */
  readonly versions: readonly KvState[];
  readonly currentVersion: number;
  readonly metadataVersion: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Of the secret itself; null: none, the tenant's setting holds. */
  readonly maxVersions: number | null;
  readonly casRequired: boolean;
  readonly metadataCasRequired: boolean;
  /** A duration as given; null: none of its own. */
  readonly deleteVersionAfter: string | null;
  readonly customMetadata: CustomMetadata;
}
/** Keys that are undefined stay as they are. */
export interface KvMetadataChange {
  readonly maxVersions?: number | null | undefined;
  readonly casRequired?: boolean | undefined;
  readonly metadataCasRequired?: boolean | undefined;
  readonly deleteVersionAfter?: string | null | undefined;
  /** Keys set to null go; null: all free keys do. */
  readonly customMetadata?: readonly (readonly [key: string, value: string | null])[] | null | undefined;
}
export interface WriteKvMetadata {
  readonly path: string;
  readonly change: KvMetadataChange;
  /** A patch merges custom metadata key by key, and makes no secret; a write replaces the free keys. */
  readonly isPatch: boolean;
  /** The number that `metadataVersion` must have; null: nothing is asked. */
  readonly metadataCas: number | null;
}
export interface KvMetadataWritten {
  /** A write said that check-and-set is not required, and the tenant's setting requires it. */
  readonly casStaysRequired: boolean;
}

export const readKvMetadata = query({
  name: "kv.metadata",
  scope: "secrets:list",
  category: "list",
  action: "list",
  reach: "tenant",
  target: ({ path }: { readonly path: string }) => ({ path, permission: "list" }),
  run: (ctx, { path }): KvMetadata => viewKvMetadata(ctx, findLive(ctx, path)),
});

/** Without a version of a value; where nothing is, it makes a secret that has none yet. */
export const writeKvMetadata = mutation({
  name: "kv.write_metadata",
  scope: "secrets:write",
  category: "write",
  action: "update",
  reach: "tenant",
  target: ({ path }: WriteKvMetadata) => ({ path, permission: "write" }),
  run(ctx, input: WriteKvMetadata): KvMetadataWritten {
    const { path, change, isPatch } = input;
    const before = isPatch ? findLive(ctx, path) : liveOrFree(ctx, path);
    const fields = Object.keys(given(change));
    const casStaysRequired = change.casRequired === false && settingsOf(ctx).casRequired;
    ctx.audit.annotate({ fields: fields.map(wireName) });
    if (fields.length === 0) return { casStaysRequired };
    checkMetadataCas(ctx, before, input);
    const from = before ?? newSecret(ctx, path);
    const after = changedBy(ctx, from, input);
    if (before) updateSecret(ctx, before, after);
    else insertSecret(ctx, after);
    return { casStaysRequired };
  },
});

/** For good, with all versions, also a secret that is softly deleted. Nothing there: nothing happens. */
export const deleteKvMetadata = mutation({
  name: "kv.delete_metadata",
  scope: "secrets:delete",
  category: "delete",
  action: "delete",
  reach: "tenant",
  target: ({ path }: { readonly path: string }) => ({ path, permission: "admin" }),
  run(ctx, { path }): null {
    ctx.audit.annotate({ permanent: true });
    const secret = secretStore(ctx).find(path);
    if (!secret || !isPathTaken(secret, ctx.now)) return null;
    destroyWhole(ctx, secret);
    return null;
  },
});

function viewKvMetadata(ctx: Context, secret: Secret): KvMetadata {
  const rows = secretStore(ctx).statements.versionsOf.all({ secretId: secret.id });
  return {
    versions: rows.map(viewState),
    currentVersion: secret.version,
    metadataVersion: secret.metadataVersion,
    createdAtMs: secret.createdAtMs,
    updatedAtMs: secret.updatedAtMs,
    maxVersions: secret.maxVersions,
    casRequired: secret.casRequired ?? false,
    metadataCasRequired: secret.metadataCasRequired ?? false,
    deleteVersionAfter: secret.deleteVersionAfter,
    customMetadata: customMetadataOf(secret),
  };
}

function checkMetadataCas(ctx: Context, before: Secret | undefined, { metadataCas }: WriteKvMetadata): void {
  const isRequired = settingsOf(ctx).metadataCasRequired || before?.metadataCasRequired === true;
  const current_version = before?.metadataVersion ?? 0;
  if (metadataCas === null) {
    if (isRequired) fail("precondition_failed", { reason: "required", current_version });
  } else if (metadataCas !== current_version) fail("precondition_failed", { current_version });
}

/** By the same rules as any other change of a secret's description. */
function changedBy(ctx: MutationContext, from: Secret, { change, isPatch }: WriteKvMetadata): Secret {
  const { customMetadata, metadataCasRequired = from.metadataCasRequired, ...options } = change;
  const cleared = isPatch && customMetadata !== null ? [] : freeKeysOf(from).map((key) => [key, null] as const);
  const metadata = customMetadata === undefined ? undefined : [...cleared, ...(customMetadata ?? [])];
  const metadataVersion = from.metadataVersion + 1;
  return { ...changed(ctx, from, { metadata, options }), metadataCasRequired, metadataVersion };
}

const wireName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
