import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { authenticate as authenticateWithPlaywright } from "../../../../packages/client/src/browser/playwright.ts";
import { authenticate } from "../../../../packages/client/src/browser/puppeteer.ts";
import { Postern } from "../../../../packages/client/src/library/index.ts";
import { FORM, formOf, hasChromium, LOGIN_SENT, newSignInBench, run, signInSite } from "./support";

/** A page as a client of the browser gives it: here all that is asked of it is its name. */
function pageNamed(targetId: string) {
  const asked: string[] = [];
  const session = async () => ({
    send: async (method: string) => {
      asked.push(method);
      return { targetInfo: { targetId } };
    },
    on: () => undefined,
    detach: async () => void asked.push("detach"),
  });
  const puppeteer = { createCDPSession: session, browser: () => ({ target: () => ({ createCDPSession: session }) }) };
  const playwright = { context: () => ({ newCDPSession: session, browser: () => null }) };
  return { asked, puppeteer, playwright };
}

const clientOf = (token: string) =>
  new Postern({ url: "https://postern.example", token, fetch: (url, init) => exports.default.fetch(url, init) });

describe.skipIf(!hasChromium)("authenticate of the library, in a browser that Postern reaches", () => {
  it("tells the page by the browser's own name for it, and gives the run by wire with a token that reads no value", async () => {
    const s = await newSignInBench();
    const { site, tab } = await s.open(signInSite(FORM));
    await s.open(signInSite(FORM));
    const { asked, puppeteer } = pageNamed(tab.targetId);
    const wish = { postern: clientOf(s.agent), credentialId: s.b.credentialId, browser: { browserId: s.browserId } };
    expect(await authenticate(puppeteer, wish)).toEqual(run(s));
    expect(asked).toEqual(["Target.getTargetInfo", "detach"]);
    expect((await site.posted()).map(({ body }) => formOf(body))).toEqual([LOGIN_SENT]);
  });

  it("gives a run that failed, and no error", async () => {
    const s = await newSignInBench({}, { allowedDomains: ["portal.example.net"] });
    const { tab } = await s.open(signInSite(FORM));
    const { playwright } = pageNamed(tab.targetId);
    const wish = { postern: clientOf(s.agent), credentialId: s.b.credentialId, browser: { browserId: s.browserId } };
    expect(await authenticateWithPlaywright(playwright, wish)).toMatchObject({
      status: "failed",
      code: "host_not_allowed",
    });
  });

  it("waits for the end of a run that takes longer than one call", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(FORM));
    const { credentials } = clientOf(s.agent);
    const body = { browser: { browserId: s.browserId }, target: { targetId: tab.targetId }, waitMs: 0 };
    expect(await credentials.authenticate(s.b.credentialId, body)).toEqual(run(s));
  });
});
