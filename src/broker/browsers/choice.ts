import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { sessionFault } from "./endpoint";
import { orderFor, orderForUrl } from "./order";
import { namedBrowser } from "./queries";
import type { SocketOrder } from "./socket-order";

/** Which browser a call is about: one that is registered, or a socket of the caller's own. */
export type BrowserChoice =
  | { readonly browserId: string; readonly session: string | null }
  | { readonly cdpUrl: string };

/** Throws AppError unknown_browser, invalid_request: a session where there is no place for one, or none where there is. */
export async function socketOrderOf(ctx: Context, choice: BrowserChoice): Promise<SocketOrder> {
  if ("cdpUrl" in choice) return orderForUrl(ctx, choice.cdpUrl);
  const row = await requireBrowser(ctx, choice.browserId);
  const fault = sessionFault(row.endpoint, choice.session);
  if (fault) fail("invalid_request", { fields: { "browser.session": fault } });
  return orderFor(ctx, row, choice.session);
}

/** The browser that a body names, or that a run was begun on. Throws AppError unknown_browser. */
export const requireBrowser = (ctx: Context, id: string) => namedBrowser(ctx, id, "browser.browserId");
