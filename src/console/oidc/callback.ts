import type { Context } from "hono";
import { equalSecrets } from "../../crypto/token";
import { edgeConfig } from "../../edge-config";
import type { AppEnv } from "../../http/app-env";
import { ask } from "../../http/ask";
import { strangerOf } from "../../http/caller";
import { parseQuery } from "../../http/query";
import { completeSignIn } from "../../trusts/sign-in/complete";
import { beginSession } from "../session";
import { type BegunSignIn, takeBegun } from "./begun";
import { callbackUrl } from "./callback-url";
import { failed, faultOf, type SignInFault } from "./failed";

/** What an issuer's answer says (RFC 6749, section 4.1.2; RFC 9207). Whatever else it has is passed over. */
interface IssuerAnswer {
  readonly code: string;
  /** Null: it does not name itself. */
  readonly iss: string | null;
}
/** Of any text in it. */
const MAX_CHARACTERS = 4096;

/**
 * The issuer's answer: 302 to where in the console it was begun, with a session, or to the page that says why not. An answer is looked
 * at once, by the browser that began; nothing that it says is told to anybody.
 */
export async function completeBrowserSignIn(c: Context<AppEnv>): Promise<Response> {
  try {
    return await completed(c);
  } catch (e) {
    return failed(c, faultOf(e, "refused"));
  }
}

async function completed(c: Context<AppEnv>): Promise<Response> {
  const begun = await takeBegun(c, Date.now());
  const answer = answerIn(c, begun);
  if (typeof answer === "string") return failed(c, answer);
  const { tenant, trustId, issuer, nonce, verifier, earlierToken, to } = answer.begun;
  const redirectUri = callbackUrl(c.req.url, edgeConfig().publicUrl, tenant);
  if (redirectUri === null) return failed(c, "no_public_url");
  const { code, iss: answeredBy } = answer;
  const proof = { kind: "code", code, answeredBy, trustId, issuer, redirectUri, verifier, nonce } as const;
  const { token, expiresAtMs } = await ask(c, strangerOf(c, tenant, proof), completeSignIn, proof);
  await beginSession(c, { token, tokenEndsAtMs: expiresAtMs, isOwn: true }, earlierToken);
  return c.redirect(to, 302);
}

/**
 * That it answers this browser comes first: to anybody else it says nothing. It has to come back to the address of the tenant that it was
 * asked for: an issuer of another tenant, which sent the browser on to this one, would else be given the code that came of it (RFC 9700,
 * section 4.4).
 */
function answerIn(
  c: Context<AppEnv>,
  begun: BegunSignIn | undefined,
): (IssuerAnswer & { readonly begun: BegunSignIn }) | SignInFault {
  const { values, faults } = parseQuery(c.req.url, []);
  const textOf = (name: string): string | null => {
    const value = values[name];
    return typeof value === "string" && value !== "" && value.length <= MAX_CHARACTERS ? value : null;
  };
  const state = textOf("state");
  if (!begun || state === null || !equalSecrets(state, begun.state)) return "not_begun";
  if (c.req.param("tenant") !== begun.tenant) return "not_begun";
  if (values.error !== undefined) return values.error === "access_denied" ? "cancelled" : "issuer_error";
  const code = textOf("code");
  // A parameter that is there twice means two things (RFC 6749, section 3.1); a name that none can have is no answer of this one.
  const iss = textOf("iss");
  if (code === null || faults.length > 0 || (iss === null && values.iss !== undefined)) return "refused";
  return { code, iss, begun };
}
