import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { edgeConfig } from "../edge-config";
import { refuse } from "../errors";
import type { AppEnv, KnownCaller } from "./app-env";
import { callerWith, namedIn } from "./caller";
import { type ConsoleSession, MAX_IDLE_MS, openSession, sealSession } from "./session-cookie";

const READING = ["GET", "HEAD"];
/** A cookie is written anew after this time, not at each request. */
const SEEN_EVERY_MS = 60_000;

/** Does the request say that the console sends it? A page of another host can't: its browser would ask here first, and be refused. */
export const isFromConsole = (c: Context<AppEnv>): boolean => c.req.header("x-postern-console") === "1";

/**
 * Is the page that sent it one of this host's? By `Origin`, which browsers put into every request that writes; where there is none,
 * a request that reads by `Sec-Fetch-Site`.
 */
export function isFromOwnPage(c: Context<AppEnv>): boolean {
  const origin = c.req.header("origin");
  if (origin !== undefined) return origin === new URL(c.req.url).origin || origin === edgeConfig().publicUrl;
  return READING.includes(c.req.method) && c.req.header("sec-fetch-site") === "same-origin";
}

/** Who calls, by the session's cookie. Refuses with origin_not_allowed, authentication_required and token_invalid. */
export async function callerOfConsole(c: Context<AppEnv>): Promise<KnownCaller> {
  if (!isFromOwnPage(c)) return refuse("origin_not_allowed");
  const nowMs = Date.now();
  const session = await sessionIn(c, nowMs);
  if (session === undefined) return refuse("authentication_required");
  if (nowMs - session.seenAtMs >= SEEN_EVERY_MS) await keepSession(c, { ...session, seenAtMs: nowMs });
  return callerWith(c, session.token, namedIn(c));
}

export async function sessionIn(c: Context<AppEnv>, nowMs: number): Promise<ConsoleSession | undefined> {
  const value = getCookie(c, cookieName(c));
  return value === undefined ? undefined : await openSession(value, nowMs);
}

export async function keepSession(c: Context<AppEnv>, session: ConsoleSession): Promise<void> {
  const maxAge = Math.floor(Math.min(MAX_IDLE_MS, session.endsAtMs - session.seenAtMs) / 1000);
  setCookie(c, cookieName(c), await sealSession(session), { ...attributes(c), maxAge });
}

export function dropSession(c: Context<AppEnv>): void {
  setCookie(c, cookieName(c), "", { ...attributes(c), maxAge: 0 });
}

/** The prefix binds a cookie to this very host and to https; on this machine alone there is no https, and browsers would drop it. */
export const cookieName = (c: Context<AppEnv>): string => (isLoopback(c) ? "postern" : "__Host-postern");
const attributes = (c: Context<AppEnv>): CookieOptions => ({
  path: "/",
  httpOnly: true,
  secure: !isLoopback(c),
  sameSite: "Strict",
});

export function isLoopback(c: Context<AppEnv>): boolean {
  const { protocol, hostname } = new URL(c.req.url);
  return protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
