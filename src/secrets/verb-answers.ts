import { z } from "@hono/zod-openapi";
import { Timestamp } from "../http/fields";

/** Wire shapes of what verbs on a secret answer. */

const path = z.string();
const version = z.int();
const deleted = z.literal(true);

export const Removed = z
  .union([
    z.strictObject({ path, deleted, permanent: z.boolean(), recoverable_until: Timestamp.nullable() }),
    z.strictObject({ path, version, deleted }),
  ])
  .openapi("SecretDeleted");
export const Restored = z
  .strictObject({ path, version, restored: z.literal(true), restored_at: Timestamp })
  .openapi("SecretRestored");
export const Rotated = z
  .strictObject({
    path,
    version,
    previous_version: version,
    rotated_at: Timestamp,
    grace_period_ends: Timestamp,
    auto_generated: z.boolean(),
  })
  .openapi("SecretRotated");
