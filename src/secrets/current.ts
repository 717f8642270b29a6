import { DecryptionFailed } from "../crypto/aead";
import { parseUtf8 } from "../crypto/encoding";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
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

/**
 * In `run`: compact JSON of an object. Throws DecryptionFailed, and AppError version_conflict if another value, under a key that
 * is not loaded, was put here meanwhile.
 */
export function currentData(ctx: Context, { id, path, version }: Secret): string {
  const { keys, statements } = secretStore(ctx);
  const stored = statements.value.get({ secretId: id, number: version });
  // Not a conflict: to try again would help nobody, and the scheduler does that without end.
  if (!stored) throw new DecryptionFailed();
  const opened = keys.openNow({ secretId: id, version }, stored);
  return opened ? parseUtf8(opened) : fail("version_conflict", { path, current_version: version });
}
