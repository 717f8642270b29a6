import { authenticateOn } from "./authenticate.ts";
import type { DevToolsSession } from "./page.ts";
import type { SignInResult, SignInWish } from "./wish.ts";

export type { BrowserPlace, SignInResult, SignInWish } from "./wish.ts";

/** A `Page` of Puppeteer, of Chromium. */
export interface PuppeteerPage {
  createCDPSession(): Promise<DevToolsSession>;
  browser(): { target(): { createCDPSession(): Promise<DevToolsSession> } };
}

/**
 * Signs in on a page: `await authenticate(page, { postern, credentialId, browser: { browserId } })`. Gives what came of it, also where
 * that is a failure. Throws PosternError for what is wrong with the call.
 */
export const authenticate = (page: PuppeteerPage, wish: SignInWish): Promise<SignInResult> =>
  authenticateOn(
    {
      pageSession: () => page.createCDPSession(),
      browserSession: () => page.browser().target().createCDPSession(),
    },
    wish,
  );
