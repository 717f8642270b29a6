import type { Keyring } from "../../crypto/keyring";
import { ok } from "../../errors";
import { internal } from "../../kernel/internal";
import { logUnopened } from "../../log";
import type { SealedSecretId } from "../provider";
import { providerOf } from "../providers";
import { brokerStore } from "../store";
import type { Integration } from "../tables";

/**
 * Seals the secret ids of these integrations under the newest root key; what is there already, or gone, is passed over. Sealing
 * anew changes neither `updatedAt` nor the revision: sessions go on. What does not open stays as it is and is logged by id.
 */
export const rewrapSecretIds = internal({
  name: "integrations.rewrap",
  async run(core, ids: readonly string[]) {
    const broker = brokerStore(core);
    let rewrapped = 0;
    for (const id of ids) {
      await broker.exclusive(async (memory) => {
        const row = memory.integrations.get(id);
        const changed = row && (await resealed(core.keyring, row));
        if (!changed) return;
        await broker.resealIntegration(memory, row, changed);
        rewrapped++;
      });
    }
    return ok({ rewrapped });
  },
});

async function resealed(keyring: Keyring, row: Integration): Promise<SealedSecretId | undefined> {
  const { id: integrationId, rootKeyId } = row;
  try {
    return await providerOf(row).login?.reseal(keyring, row);
  } catch (e) {
    logUnopened(e, { integration_id: integrationId, root_key: rootKeyId });
    return undefined;
  }
}
