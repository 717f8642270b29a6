import type { Keyring } from "../../crypto/keyring";
import { ok } from "../../errors";
import { internal } from "../../kernel/internal";
import { logUnopened } from "../../log";
import type { Browser } from "../tables";
import { resealApiKey } from "./api-key";
import { browserStore, type SealedApiKey } from "./store";

/**
 * Seals the API keys of these browsers under the newest root key; what is there already, or gone, is passed over. It does not move
 * `updatedAt`. What does not open stays as it is and is logged by id.
 */
export const rewrapApiKeys = internal({
  name: "browsers.rewrap",
  async run(core, ids: readonly string[]) {
    const browsers = browserStore(core);
    let rewrapped = 0;
    for (const id of ids) {
      await browsers.exclusive(async (memory) => {
        const row = memory.get(id);
        const changed = row && (await resealed(core.keyring, row));
        if (!changed) return;
        await browsers.reseal(memory, row, changed);
        rewrapped++;
      });
    }
    return ok({ rewrapped });
  },
});

async function resealed(keyring: Keyring, row: Browser): Promise<SealedApiKey | undefined> {
  const { id: browserId, tenantId, sealedApiKey, rootKeyId } = row;
  if (sealedApiKey === null || rootKeyId === null) return undefined;
  try {
    const sealed = { keyId: rootKeyId, bytes: new Uint8Array(sealedApiKey) };
    const fresh = await resealApiKey(keyring, { tenantId, browserId }, sealed);
    return fresh && { sealedApiKey: Buffer.from(fresh.bytes), rootKeyId: fresh.keyId };
  } catch (e) {
    logUnopened(e, { browser_id: browserId, root_key: rootKeyId });
    return undefined;
  }
}
