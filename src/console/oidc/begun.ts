import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { z } from "zod";
import { toBase64Url } from "../../crypto/encoding";
import type { AppEnv } from "../../http/app-env";
import { isLoopback } from "../../http/console-caller";
import { openCookie, sealCookie } from "../../http/sealed-cookie";

/**
 * A sign-in that waits for the issuer's answer, as the browser keeps it. Only the browser that began it has it, so an answer that
 * somebody else's sign-in brought (RFC 6749, section 10.12) finds none, or another.
 */
const Begun = z.strictObject({
  tenant: z.string(),
  trustId: z.string(),
  /** As the trust named it then. */
  issuer: z.string(),
  /** Comes back with the answer. */
  state: z.string(),
  /** Comes back in the token. */
  nonce: z.string(),
  /** Goes with the code (RFC 7636). */
  verifier: z.string(),
  untilMs: z.int(),
  /** Of the session that stood there: the browser does not send that cookie when another site sends it back. */
  earlierToken: z.string().nullable(),
  /** Where in the console the person goes on. */
  to: z.string(),
});
export type BegunSignIn = z.output<typeof Begun>;

export const MAX_SIGN_IN_MS = 10 * 60 * 1000;
const SECRET_BYTES = 32;

/** 256 random bits, in signs that an address may have. */
export const freshSecret = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));

/** One at a time: whoever begins another gives this one up. */
export async function keepBegun(c: Context<AppEnv>, begun: BegunSignIn): Promise<void> {
  const value = await sealCookie("console-sign-in", begun);
  setCookie(c, cookieName(c), value, { ...attributes(c), maxAge: MAX_SIGN_IN_MS / 1000 });
}

/** And takes it away: an answer is looked at once. Undefined: there is none, or its time is over. */
export async function takeBegun(c: Context<AppEnv>, nowMs: number): Promise<BegunSignIn | undefined> {
  const value = getCookie(c, cookieName(c));
  if (value === undefined) return undefined;
  setCookie(c, cookieName(c), "", { ...attributes(c), maxAge: 0 });
  // One that another release sealed is begun anew.
  const { data: begun } = Begun.safeParse(await openCookie("console-sign-in", value));
  return begun && nowMs < begun.untilMs ? begun : undefined;
}

/**
 * The prefix binds it to this very host, as a session's: else a page of a host beside this one could set the cookie of its own sign-in, and
 * have people signed in as somebody of its choice (RFC 6265, section 8.6). `Lax`, because it is another site that sends the browser back.
 */
const cookieName = (c: Context<AppEnv>): string => (isLoopback(c) ? "postern-sign-in" : "__Host-postern-sign-in");
const attributes = (c: Context<AppEnv>): CookieOptions => ({
  path: "/",
  httpOnly: true,
  secure: !isLoopback(c),
  sameSite: "Lax",
});
