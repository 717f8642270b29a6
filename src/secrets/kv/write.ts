import { fail } from "../../errors";
import type { Context, MutationContext } from "../../kernel/context";
import { mergePatch } from "../../kernel/merge-patch";
import { mutation } from "../../kernel/operation";
import { checkAndSet } from "../../kernel/precondition";
import { sizedData } from "../../kernel/secret-type";
import { currentData, readyToOpen } from "../current";
import { findLive } from "../queries";
import { type Secret, secretStore } from "../store";
import { type PutSecret, writeSecret } from "../write";
import { failGone, type KvVersion, viewVersion } from "./state";

export interface WriteKv {
  readonly path: string;
  /** Compact JSON of an object: the value, or what is merged into it. */
  readonly data: string;
  /** Check-and-set: the version that must be current, 0: none may be; null: nothing is asked. */
  readonly cas: number | null;
}
const TERMS = { scope: "secrets:write", category: "write", action: "write", reach: "tenant" } as const;

export const writeKv = mutation({
  name: "kv.write",
  ...TERMS,
  target: ({ path }: WriteKv) => ({ path, permission: "write" }),
  prepare: (ctx) => secretStore(ctx).keys.ready(ctx.now),
  run: (ctx, input: WriteKv): KvVersion => written(ctx, input, () => input.data),
});

/** What the patch does not name stays letter for letter. Only a version that can be read is patched. */
export const patchKv = mutation({
  name: "kv.patch",
  ...TERMS,
  target: ({ path }: WriteKv) => ({ path, permission: "write" }),
  async prepare(ctx, { path }: WriteKv) {
    await secretStore(ctx).keys.ready(ctx.now);
    await readyToOpen(ctx, path);
  },
  run(ctx, input: WriteKv): KvVersion {
    const { path, data: patch } = input;
    // Before check-and-set: what is not there has no version that could be another one.
    const before = findLive(ctx, path);
    if (before.version === 0) return fail("secret_not_found", { path });
    const data = () => currentData(ctx, before) ?? failGone(before, versionOf(ctx, path, before.version).version);
    return written(ctx, input, () => sizedData(mergePatch(data(), patch)));
  },
});

function written(
  ctx: MutationContext,
  { path, cas }: WriteKv,
  dataFor: (before: Secret | undefined) => string,
): KvVersion {
  const plain: Omit<PutSecret, "data"> = {
    path,
    secretType: undefined,
    metadata: undefined,
    options: {},
    precondition: checkAndSet(cas),
  };
  const { version } = writeSecret(ctx, plain, dataFor);
  const now = versionOf(ctx, path, version);
  return viewVersion(now.secret, now.version);
}

/** With its secret. It was found, or written, a moment ago in this transaction. */
function versionOf(ctx: Context, path: string, version: number) {
  const found = secretStore(ctx).statements.located.get({ path, version });
  if (!found?.version) throw new Error("a version that was there is gone");
  return { secret: found.secret, version: found.version };
}
