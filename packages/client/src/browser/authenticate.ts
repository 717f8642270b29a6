import { localFault } from "../library/errors.ts";
import { type PageAccess, targetIdOf } from "./page.ts";
import type { SignInResult, SignInWish } from "./wish.ts";

/** Signs in on the page. A sign-in that failed is no error: `status` and `code` say so. Throws PosternError. */
export async function authenticateOn(page: PageAccess, wish: SignInWish): Promise<SignInResult> {
  const { postern, credentialId, browser, ...more } = wish;
  if (browser === "local") return await (await loadLocal()).signInHere(page, wish);
  const targetId = await targetIdOf(page);
  return await postern.credentials.authenticate(credentialId, { ...more, browser, target: { targetId } });
}

/** Read only where it is needed: it holds all that fills forms. */
async function loadLocal() {
  if (!("parse" in URL)) throw localFault("invalid_option", "a local browser takes Node 22 or newer");
  return await import("./local.ts");
}
