import { rootKeyUsage } from "../directory/root-key-usage";
import { ok } from "../errors";
import type { NewAuditEntry } from "../kernel/audit";
import { internal } from "../kernel/internal";
import { secretStore } from "../secrets/store";

/** What the operator's operations on keys ask of each space's object. */

/** Seals up to `limit` records that older root keys sealed in this space's own storage under the newest one. */
export const rewrapSealed = internal({
  name: "keys.rewrap_sealed",
  async run(core, limit: number) {
    let rewrapped = 0;
    for (const kind of core.sealed) rewrapped += await kind.rewrap(core, limit - rewrapped);
    await rootKeyUsage(core).reconcile();
    return ok({ rewrapped });
  },
});

/** A new key for the space's secrets, unless older versions still wait for the last one. `row` goes into this space's log. */
export const rotateKeyOfSpace = internal({
  name: "keys.rotate_space_key",
  async run(core, row: NewAuditEntry) {
    const { keys } = secretStore(core);
    const before = keys.state();
    const state = await keys.rotate(core.clock());
    await rootKeyUsage(core).reconcile();
    if (state.keyVersion !== before.keyVersion)
      await core.journal.record([{ ...row, extra_data: { ...row.extra_data, key_version: state.keyVersion } }]);
    // What still waits for the new key is wrapped anew; a key that nothing waits for is removed.
    core.schedule(core.clock());
    return ok(state);
  },
});
