import { inArray, isNotNull, lte, min } from "drizzle-orm";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { approleSecretIds } from "./tables";

const firstEndMs = numberBy((db) =>
  db
    .select({ ms: min(approleSecretIds.expiresAtMs) })
    .from(approleSecretIds)
    .where(isNotNull(approleSecretIds.expiresAtMs)),
);

const BATCH = 500;

/** Secret ids that expired. A login looks at the time itself, so this only makes room. */
export const purgeSecretIds: Job = {
  name: "approles.purge",
  nextDueMs: ({ db }) => firstEndMs(db),
  run({ db, now }) {
    const due = db
      .select({ accessor: approleSecretIds.accessor })
      .from(approleSecretIds)
      .where(lte(approleSecretIds.expiresAtMs, now))
      .limit(BATCH);
    db.delete(approleSecretIds).where(inArray(approleSecretIds.accessor, due)).run();
  },
};
