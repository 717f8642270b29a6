import { CHECKPOINT_NAMES, Checkpoints } from "../audit/checkpoints";
import type { Keyring } from "../crypto/keyring";
import { RootKeyUsage } from "../directory/root-key-usage";
import { openSpaceDb } from "../kernel/db";
import type { DirectoryWriter } from "../kernel/directory";
import { hasColumn, migrate } from "./migrate";

/**
 * The tables as this release has them. The marks of the log are signed in the transaction that makes the columns for their MAC,
 * and at no other time without one: marks that lost their MAC are not mistaken for old ones. Throws NoRootKey, and AppError
 * service_unavailable: then nothing was done, for a log that can't be signed must not begin.
 */
export async function migrateSpace(
  storage: DurableObjectStorage,
  writer: DirectoryWriter,
  keyring: Keyring,
  spaceId: string,
): Promise<void> {
  if (hasColumn(storage, "audit_marks", "mac")) return await migrate(storage);
  await new RootKeyUsage(writer, spaceId, () => []).add(keyring.newestId, CHECKPOINT_NAMES.length);
  const marks = new Checkpoints(openSpaceDb(storage), keyring, spaceId);
  await migrate(storage, undefined, () => marks.signFirst());
}
