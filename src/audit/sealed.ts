import { rootKeyUsage } from "../directory/root-key-usage";
import type { SealedKind } from "../kernel/sealed";
import { logError } from "../log";
import { CHECKPOINT_NAMES, checkpoints, countCheckpoints } from "./checkpoints";

/** The marks of the audit log. One that does not prove itself stays as it is, and is logged by name. */
export const signedMarks: SealedKind = {
  countByRootKey: countCheckpoints,
  async rewrap(core, limit) {
    const { db, keyring, space } = core;
    const isOld = countCheckpoints(db).some(({ rootKeyId }) => rootKeyId !== keyring.newestId);
    if (!isOld || limit <= 0) return 0;
    await rootKeyUsage(core).reserve(keyring.newestId);
    const signed = checkpoints(core).resign(limit);
    for (const mark of CHECKPOINT_NAMES) {
      const error = checkpoints(core).fault(mark);
      if (error) logError({ error, mark, space: space.id });
    }
    return signed;
  },
};
