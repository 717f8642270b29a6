import { eq } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import type { Webhook } from "./cache";
import { webhooks } from "./tables";

/** Also names the webhook in the audit row. Throws AppError webhook_not_found. */
export function findWebhook(ctx: Context, id: string): Webhook {
  const row = ctx.db.select().from(webhooks).where(eq(webhooks.id, id)).get();
  if (!row) return fail("webhook_not_found", { id: safeToEcho(id) });
  ctx.audit.annotate({ webhook_id: id, name: row.name });
  return row;
}

/** Is there such a webhook in this space, enabled or not? */
export const isWebhook = ({ db }: Pick<Context, "db">, id: string): boolean =>
  db.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, id)).get() !== undefined;
