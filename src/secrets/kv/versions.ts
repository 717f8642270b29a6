import type { MutationContext } from "../../kernel/context";
import { mutation } from "../../kernel/operation";
import { type Secret, secretStore } from "../store";
import { deleteVersions, destroyVersions, restoreVersions } from "../versions";

/** Versions marked, brought back and destroyed, as KV does it: what is not there is passed over, and the secret itself stays. */

interface OfVersions {
  readonly path: string;
  readonly versions: readonly number[];
}
const DELETE = { scope: "secrets:delete", category: "delete", reach: "tenant" } as const;

export const deleteKvVersions = mutation({
  name: "kv.delete",
  ...DELETE,
  action: "version_delete",
  target: ({ path }: Pick<OfVersions, "path">) => ({ path, permission: "delete" }),
  /** `versions` null: the current one. */
  run: (ctx, { path, versions }: { readonly path: string; readonly versions: readonly number[] | null }): null =>
    change(ctx, path, (secret) => deleteVersions(ctx, secret, versions ?? [secret.version])),
});

export const undeleteKvVersions = mutation({
  name: "kv.undelete",
  scope: "secrets:write",
  category: "write",
  reach: "tenant",
  action: "version_undelete",
  target: ({ path }: OfVersions) => ({ path, permission: "write" }),
  run: (ctx, { path, versions }: OfVersions): null =>
    change(ctx, path, (secret) => restoreVersions(ctx, secret, versions)),
});

export const destroyKvVersions = mutation({
  name: "kv.destroy",
  ...DELETE,
  action: "version_destroy",
  target: ({ path }: OfVersions) => ({ path, permission: "admin" }),
  run: (ctx, { path, versions }: OfVersions): null =>
    change(ctx, path, (secret) => destroyVersions(ctx, secret, versions)),
});

/** A secret that is not there, or is deleted as a whole, has no versions. */
function change(ctx: MutationContext, path: string, act: (secret: Secret) => readonly number[]): null {
  const secret = secretStore(ctx).find(path);
  const versions = secret && secret.deletedAtMs === null ? act(secret) : [];
  ctx.audit.annotate({ versions });
  return null;
}
