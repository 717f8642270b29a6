import { judgeBy } from "../../../../src/broker/authentications/judge";
import { compilePatterns } from "../../../../src/broker/hosts/patterns";
import { CdpClient } from "../../../../src/sign-in/cdp/client";
import type { Clock } from "../../../../src/sign-in/cdp/transport";
import type { SignInOutcome } from "../../../../src/sign-in/drive/outcome";
import {
  type Lease,
  SIGN_IN_DEFAULTS,
  type SignInPorts,
  type SignInRequest,
  type TimedCode,
} from "../../../../src/sign-in/drive/ports";
import { signIn } from "../../../../src/sign-in/drive/sign-in";
import { isPosternError, localFault } from "../library/errors.ts";
import type { Credential, ResolvedCredential } from "../library/resources/credentials.ts";
import { NestedTransport } from "./nested-transport.ts";
import { type PageAccess, targetIdOf } from "./page.ts";
import type { SignInResult, SignInWish } from "./wish.ts";

/** Signing in from this program, in a browser that Postern does not reach: the same planner, the same checks, over `resolve`. */
export async function signInHere(page: PageAccess, wish: SignInWish): Promise<SignInResult> {
  const { postern, credentialId, signal, mode = "fill", allowFallback = false } = wish;
  if (mode === "wire" || allowFallback)
    throw localFault("invalid_option", "a local browser signs in by fill: the values pass through this program", {
      field: "mode",
    });
  signal?.throwIfAborted();
  const credential = await postern.credentials.get(credentialId, { signal });
  const { allowedDomains } = credential;
  const request = requestOf(wish, mode, await targetIdOf(page), credential);
  const client = new CdpClient(new NestedTransport(await page.browserSession()), systemClock);
  try {
    const outcome = await signIn(client, request, portsOf(wish, allowedDomains));
    signal?.throwIfAborted();
    return resultOf(outcome);
  } finally {
    client.close();
  }
}

const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

const ROLES = ["username", "password", "totp"] as const;

const requestOf = (
  { selectors, submit, success, pauseTimeoutMs }: SignInWish,
  mode: "fill" | "prompt_user",
  targetId: string,
  { allowedDomains, fieldMap }: Credential,
): SignInRequest => ({
  ...SIGN_IN_DEFAULTS,
  mode,
  allowedDomains,
  has: ROLES.filter((role) => fieldMap[role] !== undefined),
  target: { targetId },
  selectors: selectors ?? {},
  submit: submit ?? true,
  success: { ...SIGN_IN_DEFAULTS.success, ...success },
  pauseTimeoutMs: pauseTimeoutMs ?? 0,
});

/** Ends of time steps whose code this program has typed: a code is typed once. */
const usedSteps = new Map<string, number>();

function portsOf(wish: SignInWish, allowedDomains: readonly string[]): SignInPorts {
  const { credentialId, signal } = wish;
  return {
    clock: systemClock,
    judge: judgeBy(compilePatterns(allowedDomains)),
    lease: ({ origin }) => leaseFor(wish, `${origin}/`),
    async claimStep(expiresAtMs) {
      const isNew = expiresAtMs > (usedSteps.get(credentialId) ?? 0);
      if (isNew) usedSteps.set(credentialId, expiresAtMs);
      return isNew;
    },
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    beforeSend: async () => undefined,
    onProgress: () => undefined,
    onPause: () => undefined,
    isCancelled: () => signal?.aborted ?? false,
  };
}

/** Postern judges the host again, by the address of the page as the browser told it. */
async function leaseFor({ postern, credentialId, signal }: SignInWish, url: string): Promise<Lease> {
  try {
    const resolved = await postern.credentials.resolve(credentialId, { url, signal });
    const { username = null, password = null, totp } = resolved;
    const codeAt = async (atMs: number): Promise<TimedCode | null> => {
      const known = codeIn(totp);
      if (known && known.expiresAtMs > atMs) return known;
      return codeIn((await postern.credentials.resolve(credentialId, { url, fields: ["totp"], signal })).totp);
    };
    return { ok: true, secrets: { username, password, codeAt: totp ? codeAt : null } };
  } catch (error) {
    if (!isPosternError(error)) throw error;
    const code = isPosternError(error, "not_found") ? "credential_gone" : error.code;
    return { ok: false, code, details: error.details };
  }
}

/** Nearly every site's, where a vault that makes the code does not tell. */
const USUAL_PERIOD = 30;

function codeIn(totp: ResolvedCredential["totp"]): TimedCode | null {
  if (!totp) return null;
  const { code, expiresAt } = totp;
  const period = totp.period ?? USUAL_PERIOD;
  const stepMs = period * 1000;
  const expiresAtMs = expiresAt === null ? (Math.floor(Date.now() / stepMs) + 1) * stepMs : Date.parse(expiresAt);
  return { code, expiresAtMs, period };
}

const resultOf = ({ filled: _, details, steps, ...outcome }: SignInOutcome): SignInResult => ({
  ...outcome,
  id: null,
  steps: [...steps],
  ...(details === null ? {} : { details: { ...details } }),
});
