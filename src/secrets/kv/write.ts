import { utf8 } from "../../crypto/encoding";
import { fail } from "../../errors";
import type { Context, MutationContext } from "../../kernel/context";
import { mergePatch } from "../../kernel/merge-patch";
import { mutation } from "../../kernel/operation";
import { checkPrecondition, type Precondition, requirePrecondition } from "../../kernel/precondition";
import { MAX_DATA_BYTES } from "../../kernel/secret-type";
import { currentData, readyToOpen } from "../current";
import { findLive, isCasRequired } from "../queries";
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
    const { path, data: patch, cas } = input;
    const before = findLive(ctx, path);
    if (before.version === 0) return fail("secret_not_found", { path });
    const precondition = preconditionOf(cas);
    if (isCasRequired(ctx, before)) requirePrecondition(precondition, before.version);
    checkPrecondition(precondition, before.version);
    const row = rowOf(ctx, before, before.version);
    if (!row) return fail("version_not_found", { path, version: before.version });
    return written(ctx, input, () => sized(mergePatch(currentData(ctx, before) ?? failGone(before, row), patch)));
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
    precondition: preconditionOf(cas),
  };
  const { version } = writeSecret(ctx, plain, dataFor);
  const secret = findLive(ctx, path);
  const row = rowOf(ctx, secret, version);
  if (!row) throw new Error("a version that was written is not there");
  return viewVersion(secret, row);
}

const preconditionOf = (cas: number | null): Precondition => ({
  ifMatch: cas === 0 ? null : cas,
  ifNoneMatch: cas === 0,
});

const rowOf = (ctx: Context, { id }: Secret, version: number) =>
  secretStore(ctx)
    .statements.versionsOf.all({ secretId: id })
    .find(({ number }) => number === version);

function sized(text: string): string {
  if (utf8(text).length > MAX_DATA_BYTES) fail("payload_too_large", { limit_bytes: MAX_DATA_BYTES });
  return text;
}
