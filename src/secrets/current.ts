import { DecryptionFailed } from "../crypto/aead";
import { parseUtf8 } from "../crypto/encoding";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import { isReadable } from "./retention";
import { type Secret, secretStore } from "./store";

/**
 * The current value inside a mutation, for a write that keeps a part of it. Nothing may come between reading it and writing, so it
 * is opened without an await; the key for that is loaded before.
 */

/** In `prepare`. Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
export async function readyToOpen(ctx: Context, path: string): Promise<void> {
  const secrets = secretStore(ctx);
  const secret = secrets.find(path);
  const stored = secret && secrets.statements.value.get({ secretId: secret.id, number: secret.version });
  if (stored) await secrets.keys.readyFor(stored.keyVersion);
}

/** Has the secret a current value: was one ever written, and is that neither deleted nor destroyed? Throws DecryptionFailed where its row is lost. */
export function hasValue(ctx: Context, { path, version }: Secret): boolean {
  if (version === 0) return false;
  const row = secretStore(ctx).statements.located.get({ path, version })?.version;
  if (!row) throw new DecryptionFailed();
  return isReadable(row, ctx.now);
}

/**
 * In `run`: compact JSON of an object; null where there is no current value, so that nothing of a deleted one comes back by being
 * kept. Throws DecryptionFailed, and AppError version_conflict if another value, under a key that is not loaded, was put here
 * meanwhile.
 */
export function currentData(ctx: Context, secret: Secret): string | null {
  if (!hasValue(ctx, secret)) return null;
  const { id, path, version } = secret;
  const { keys, statements } = secretStore(ctx);
  const stored = statements.value.get({ secretId: id, number: version });
  // Not a conflict: to try again would help nobody, and the scheduler does that without end.
  if (!stored) throw new DecryptionFailed();
  const opened = keys.openNow({ secretId: id, version }, stored);
  return opened ? parseUtf8(opened) : fail("version_conflict", { path, current_version: version });
}
