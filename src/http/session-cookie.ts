import { z } from "zod";
import { openCookie, sealCookie } from "./sealed-cookie";

/**
 * What a person's browser keeps of a sign-in: a token, sealed, so that no page and no script can read or make one. It holds for
 * twelve hours at most, and half an hour without a request; nothing of it is stored on this side.
 */
export interface ConsoleSession {
  readonly token: string;
  /** When it ends, however much it is used; never later than the token does. */
  readonly endsAtMs: number;
  /** When a request was last made with it, to the minute. */
  readonly seenAtMs: number;
  /** The token was made at the sign-in and is revoked at the sign-out. A token that was pasted stays as it is. */
  readonly isOwn: boolean;
}
export const MAX_SESSION_MS = 12 * 60 * 60 * 1000;
export const MAX_IDLE_MS = 30 * 60 * 1000;

const Content = z.strictObject({ token: z.string(), endsAtMs: z.int(), seenAtMs: z.int(), isOwn: z.boolean() });

/** The cookie's value. Throws AppError service_unavailable. */
export const sealSession = async (session: ConsoleSession): Promise<string> =>
  await sealCookie("console-session", session);

/** Undefined: it is none of ours, or its time is over. Throws AppError service_unavailable. */
export async function openSession(value: string, nowMs: number): Promise<ConsoleSession | undefined> {
  // One that another release sealed is none of ours.
  const { data: session } = Content.safeParse(await openCookie("console-session", value));
  return session && nowMs < session.endsAtMs && nowMs - session.seenAtMs < MAX_IDLE_MS ? session : undefined;
}
