import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { audiencesNamedBy } from "../client/jwt-audiences";
import { OPERATOR_SPACE, spaceOfToken } from "../crypto/token";
import { AppError, type ErrorCode, fail, unwrap } from "../errors";
import { formatTimestamp } from "../formats";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import { tenantMeant } from "../http/assertion";
import { IncomingBody, readJsonObject } from "../http/body";
import { callerWith, strangerOf } from "../http/caller";
import { dropSession, isFromConsole, isFromOwnPage, keepSession, sessionIn } from "../http/console-caller";
import { addFault, failureFrom, faultsOf } from "../http/faults";
import { requireNoQuery } from "../http/query";
import { MAX_SESSION_MS } from "../http/session-cookie";
import { whoami } from "../identities/operations";
import { MAX_JWT_CHARACTERS } from "../kernel/proof";
import { kindOfSpace } from "../kernel/space";
import { revokeOwnToken } from "../tokens/revoke";
import { exchangeToken } from "../trusts/exchange/exchange";

/** A token, or that Cloudflare Access says who it is; `tenant`: the one that is meant, where several have its audience. */
const SignInBody = z
  .strictObject({
    token: z.string().max(256).optional(),
    access: z.literal(true).optional(),
    tenant: z.string().max(64).optional(),
  })
  .superRefine(({ token, access, tenant }, ctx) => {
    if (token === undefined && access === undefined) addFault(ctx, "required", ["token"]);
    if (token !== undefined && access !== undefined) addFault(ctx, "exclusive", ["access"]);
    if (token !== undefined && tenant !== undefined) addFault(ctx, "exclusive", ["tenant"]);
  });
const MAX_BODY_BYTES = 4096;

/** 200 `{expires_at}` and the cookie. Throws AppError: what the guard says of the token, and origin_not_allowed. */
export async function signIn(c: Context<AppEnv>): Promise<Response> {
  requireOwnPage(c);
  requireNoQuery(c.req.url);
  const body = await readBody(c);
  const signedIn = body.token === undefined ? await byAccess(c, body.tenant) : await byToken(c, body.token.trim());
  return c.json({ expires_at: formatTimestamp(await beginSession(c, signedIn, await ownTokenIn(c))) });
}

/** 204, whether there was a session or not. A token that the sign-in made is revoked; one that is none any more needs no end. */
export async function signOut(c: Context<AppEnv>): Promise<Response> {
  requireOwnPage(c);
  requireNoQuery(c.req.url);
  const token = await ownTokenIn(c);
  dropSession(c);
  const refused = token === null ? null : await endToken(c, token);
  if (refused && !GONE.includes(refused.failure.code)) throw refused;
  return c.body(null, 204);
}

/** Of the session that the request belongs to, the token that its sign-in made; null: there is no session, or its token was pasted. */
export async function ownTokenIn(c: Context<AppEnv>): Promise<string | null> {
  const session = await sessionIn(c, Date.now());
  return session?.isOwn ? session.token : null;
}

/** What the tenant refused it with; null: the token has ended. */
async function endToken(c: Context<AppEnv>, token: string): Promise<AppError | null> {
  try {
    await ask(c, unwrap(callerWith(c, token, null)), revokeOwnToken, {});
    return null;
  } catch (e) {
    if (e instanceof AppError) return e;
    throw e;
  }
}
const GONE: readonly ErrorCode[] = ["token_invalid", "token_revoked", "token_expired"];

export interface SignedIn {
  readonly token: string;
  readonly tokenEndsAtMs: number | null;
  readonly isOwn: boolean;
}
/**
 * Its end: of the twelve hours and the token's own end the nearer. `earlierToken`: of the session that stood there, made by its sign-in.
 * Nobody can end it once the cookie is another, so it ends first. A refusal keeps nobody out: its tenant may be suspended, or silent,
 * and that is told where the tenant's refusals are; the token ends by its time then.
 */
export async function beginSession(
  c: Context<AppEnv>,
  { token, tokenEndsAtMs, isOwn }: SignedIn,
  earlierToken: string | null,
): Promise<number> {
  if (earlierToken !== null && earlierToken !== token) await endToken(c, earlierToken);
  const nowMs = Date.now();
  const endsAtMs = Math.min(nowMs + MAX_SESSION_MS, tokenEndsAtMs ?? Number.POSITIVE_INFINITY);
  await keepSession(c, { token, endsAtMs, seenAtMs: nowMs, isOwn });
  return endsAtMs;
}

function requireOwnPage(c: Context<AppEnv>): void {
  if (!isFromConsole(c) || !isFromOwnPage(c)) fail("origin_not_allowed");
}

async function readBody(c: Context<AppEnv>): Promise<z.output<typeof SignInBody>> {
  const sent = await readJsonObject(new IncomingBody(c.req.raw, MAX_BODY_BYTES), c.req.header("content-type") ?? null);
  const read = SignInBody.safeParse(sent.value);
  const faults = [...sent.faults, ...(read.success ? [] : faultsOf(read.error, sent.value))];
  const failure = failureFrom(faults, "validation_error");
  if (failure) throw new AppError(failure);
  return read.success ? read.data : fail("validation_error");
}

/** The operator acts in spaces that it names, and is no person of any: the console is not for it. */
async function byToken(c: Context<AppEnv>, token: string): Promise<SignedIn> {
  if (spaceOfToken(token) === OPERATOR_SPACE) fail("access_denied");
  const { tokenExpiresAtMs } = await ask(c, unwrap(callerWith(c, token, null)), whoami, {});
  return { token, tokenEndsAtMs: tokenExpiresAtMs, isOwn: false };
}

/** What Access says is exchanged for a token of ours, by a trust of the tenant: it ends with the trust, as any token of it. */
async function byAccess(c: Context<AppEnv>, tenant: string | undefined): Promise<SignedIn> {
  const jwt = c.req.header("cf-access-jwt-assertion") ?? "";
  if (jwt === "" || jwt.length > MAX_JWT_CHARACTERS) fail("token_invalid");
  if (tenant !== undefined && kindOfSpace(tenant) !== "tenant") fail("token_invalid");
  const home = tenant ?? unwrap(await tenantMeant(c, audiencesNamedBy(jwt)));
  const proof = { kind: "jwt", jwt, trust: null, audience: null, scopes: null } as const;
  const { token, expiresAtMs } = await ask(c, strangerOf(c, home, proof), exchangeToken, proof);
  return { token, tokenEndsAtMs: expiresAtMs, isOwn: true };
}
