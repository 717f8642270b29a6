import { localFault } from "../library/errors.ts";
import { authenticateOn } from "./authenticate.ts";
import type { DevToolsSession } from "./page.ts";
import type { SignInResult, SignInWish } from "./wish.ts";

export type { BrowserPlace, SignInResult, SignInWish } from "./wish.ts";

/** A `Page` of Playwright, of Chromium. */
export interface PlaywrightPage {
  context(): {
    newCDPSession(page: never): Promise<DevToolsSession>;
    browser(): { newBrowserCDPSession(): Promise<DevToolsSession> } | null;
  };
}

/**
 * Signs in on a page: `await authenticate(page, { postern, credentialId, browser: { browserId } })`. Gives what came of it, also where
 * that is a failure. Throws PosternError for what is wrong with the call.
 */
export const authenticate = (page: PlaywrightPage, wish: SignInWish): Promise<SignInResult> =>
  authenticateOn(
    {
      pageSession: () => page.context().newCDPSession(page as never),
      async browserSession() {
        const browser = page.context().browser();
        if (browser) return await browser.newBrowserCDPSession();
        throw localFault("invalid_option", "a persistent context gives no session of its browser");
      },
    },
    wish,
  );
