import { z } from "@hono/zod-openapi";
import { formatNullableTimestamp, formatTimestamp } from "../../formats";
import { Timestamp } from "../../http/fields";
import { SECRET_TYPES } from "../../kernel/secret-type";
import { listSecrets } from "../../secrets/list";
import { ListQuery, listFrom } from "../../secrets/schemas";
import { tool } from "../tool";
import { nextCursor, READS } from "./shared";

export const listSecretsTool = tool({
  operation: listSecrets,
  name: "list_secrets",
  title: "List secrets",
  description:
    "Lists the secrets of the store that your policies let you list: path, type, when each was changed and when it expires, and tags. It never shows a value, and no other tool does.",
  hints: READS,
  args: ListQuery.omit({ include_metadata: true }),
  asQuery: true,
  result: z.strictObject({
    secrets: z.array(
      z.strictObject({
        path: z.string(),
        secret_type: z.enum(SECRET_TYPES),
        updated_at: Timestamp,
        expires_at: Timestamp.nullable(),
        tags: z.array(z.string()),
      }),
    ),
    nextCursor,
  }),
  input: listFrom,
  present: ({ items, cursor }) => ({
    secrets: items.map((secret) => ({
      path: secret.path,
      secret_type: secret.secretType,
      updated_at: formatTimestamp(secret.updatedAtMs),
      expires_at: formatNullableTimestamp(secret.expiresAtMs),
      tags: [...secret.tags],
    })),
    nextCursor: cursor,
  }),
});
