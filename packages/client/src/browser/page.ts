/** A page as the two libraries give it, in so far as it is used here: neither of them is needed to read this. */

/** What a session is told about sessions below it. */
export const SESSION_EVENTS = [
  "Target.receivedMessageFromTarget",
  "Target.attachedToTarget",
  "Target.detachedFromTarget",
] as const;

/** A session of the DevTools protocol. */
export interface DevToolsSession {
  send(method: string, params?: object): Promise<unknown>;
  on(event: (typeof SESSION_EVENTS)[number], listener: (params: object) => void): unknown;
  detach(): Promise<void>;
}

/** What is asked of a page: a session of its own, and one of the browser that it is in. */
export interface PageAccess {
  pageSession(): Promise<DevToolsSession>;
  browserSession(): Promise<DevToolsSession>;
}

/** The name by which a browser, and so Postern, knows the page. */
export async function targetIdOf(page: PageAccess): Promise<string> {
  const session = await page.pageSession();
  try {
    const { targetInfo } = (await session.send("Target.getTargetInfo")) as { targetInfo: { targetId: string } };
    return targetInfo.targetId;
  } finally {
    await session.detach();
  }
}
