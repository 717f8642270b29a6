import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import type { Browser } from "../tables";
import { browserStore } from "./store";

/** A browser as clients may see it: without its key. */
export type BrowserView = Pick<Browser, "id" | "name" | "endpoint" | "auth" | "createdAtMs" | "updatedAtMs">;

export const toView = ({ id, name, endpoint, auth, createdAtMs, updatedAtMs }: Browser): BrowserView => ({
  id,
  name,
  endpoint,
  auth,
  createdAtMs,
  updatedAtMs,
});

/** Missing and foreign ids give one answer. Ids are compared in lower case. */
export async function findBrowser(ctx: Context, id: string): Promise<Browser> {
  const row = (await browserStore(ctx).load()).get(id.toLowerCase()) ?? fail("not_found");
  aboutBrowser(ctx, row.id);
  return row;
}

/** The browser that a body names in `field`. Unknown, foreign and malformed ids give one answer. */
export async function namedBrowser(ctx: Context, id: string, field: string): Promise<Browser> {
  return (await browserStore(ctx).load()).get(id.toLowerCase()) ?? fail("unknown_browser", { field });
}

/** The row of this call is about the browser. */
export function aboutBrowser({ audit }: Context, id: string): void {
  audit.annotate({ browser_id: id });
}
