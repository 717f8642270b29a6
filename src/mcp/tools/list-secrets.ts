import { z } from "@hono/zod-openapi";
import { Timestamp } from "../../http/fields";
import { SECRET_TYPES } from "../../kernel/secret-type";
import { listSecrets } from "../../secrets/list";
import { ListQuery, listFrom } from "../../secrets/schemas";
import { tool } from "../tool";
import { nextCursor, READS } from "./shared";

const Secret = z.strictObject({
  path: z.string(),
  secret_type: z.enum(SECRET_TYPES),
  updated_at: Timestamp,
  expires_at: Timestamp.nullable(),
  tags: z.array(z.string()),
});
/** The list's own text, of which an agent is shown no more than this. */
const Listed = z.array(Secret.strip());

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
    secrets: z.array(Secret),
    nextCursor,
  }),
  input: listFrom,
  present: ({ text, cursor }) => ({ secrets: Listed.parse(JSON.parse(text)), nextCursor: cursor }),
});
