import type { Protocol } from "devtools-protocol";
import { z } from "zod";
import type { CdpClient } from "../cdp/client";
import { CdpRefused } from "../cdp/faults";
import { substitute } from "./body";
import { fetchPatterns, NO_REQUEST } from "./patterns";

/** What became of the stand-in. */
export type WireState = "waiting" | "substituted" | "redirect_refused";

/** What an interceptor is for, from the moment the form is sent. */
export interface WireTask {
  /** The form's frame: requests of other frames are none of it. */
  readonly frameId: string;
  readonly standIn: string;
  readonly value: string;
}

const Paused = z.object({
  requestId: z.string(),
  redirectedRequestId: z.string().optional(),
  frameId: z.string().optional(),
  responseStatusCode: z.number().optional(),
  responseErrorReason: z.string().optional(),
  responseHeaders: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  request: z.object({
    url: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()),
    postData: z.string().optional(),
    postDataEntries: z.array(z.object({ bytes: z.string().optional() })).optional(),
  }),
});
type Paused = z.infer<typeof Paused>;
const CARRIES_BODY = new Set(["POST", "PUT", "PATCH"]);
const KEEPS_BODY = new Set([307, 308]);

/**
 * Puts the value into the one outgoing request that holds the stand-in, after everything in the page has had its turn.
 *
 * It listens on the browser's own session: of several clients the one that attached first sits nearest to the network, and a
 * client that attached to the page before us would see what we put in. Each page session enables `Fetch` for nothing, so that its
 * loaders are made anew with ours in the chain.
 */
export class Interceptor {
  readonly #client: CdpClient;
  readonly #isAllowed: (url: string) => boolean;
  #task: WireTask | undefined;
  /** Sessions in which service workers are passed by. */
  #bypassing: readonly string[] = [];
  #state: WireState = "waiting";
  /** Requests that carry the value, the redirected ones too. */
  readonly #changed = new Set<string>();
  #stop: () => void = () => undefined;

  constructor(client: CdpClient, isAllowed: (url: string) => boolean) {
    this.#client = client;
    this.#isAllowed = isAllowed;
  }

  get state(): WireState {
    return this.#state;
  }

  /** Before any session of the page is prepared. */
  async start(allowedDomains: readonly string[]): Promise<void> {
    this.#stop = this.#client.on("Fetch.requestPaused", (params, sessionId) => {
      // A paused request that is gone needs no answer, and a connection that ended says so to everybody who waits.
      void this.#onPaused(params, sessionId).catch(() => undefined);
    });
    await this.#client.send("Fetch.enable", { patterns: fetchPatterns(allowedDomains) });
  }

  async prepare(sessionId: string): Promise<void> {
    await this.#client.send("Fetch.enable", { patterns: NO_REQUEST }, sessionId);
  }

  /**
   * A service worker would take the request out of the frame's hands, so it is passed by until the value has left; `Network` tells
   * of every request meanwhile, so it is on no longer than that.
   */
  async passWorkersBy(sessionIds: readonly string[]): Promise<void> {
    this.#bypassing = sessionIds;
    // A frame that goes meanwhile is none of the form's; where the form's own is not passed by, no stand-in is found.
    await Promise.allSettled(
      sessionIds.flatMap((sessionId) => [
        this.#client.send("Network.enable", {}, sessionId),
        this.#client.send("Network.setBypassServiceWorker", { bypass: true }, sessionId),
      ]),
    );
  }

  /** From now on: only requests that begin after this are changed. */
  arm(task: WireTask): void {
    this.#task = task;
    this.#state = "waiting";
  }

  /** The value is held no longer. */
  disarm(): void {
    this.#task = undefined;
  }

  async end(sessionIds: readonly string[]): Promise<void> {
    this.disarm();
    const ending = sessionIds.map((sessionId) => this.#client.send("Fetch.disable", {}, sessionId));
    await Promise.allSettled([...ending, this.#restore(), this.#client.send("Fetch.disable", {})]);
    this.#stop();
  }

  /** Sessions that went meanwhile have nothing to restore. */
  async #restore(): Promise<void> {
    const sessionIds = this.#bypassing;
    this.#bypassing = [];
    const restored = sessionIds.flatMap((sessionId) => [
      this.#client.send("Network.setBypassServiceWorker", { bypass: false }, sessionId),
      this.#client.send("Network.disable", {}, sessionId),
    ]);
    await Promise.allSettled(restored);
  }

  async #onPaused(params: Protocol.Fetch.RequestPausedEvent, sessionId: string | undefined): Promise<void> {
    const parsed = Paused.safeParse(params);
    if (!parsed.success) return this.#client.reject();
    const paused = parsed.data;
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined)
      return this.#onResponse(paused, sessionId);
    const changed = sessionId === undefined ? this.#changedBody(paused) : undefined;
    if (changed === undefined) return this.#pass(paused, sessionId);
    this.#state = "substituted";
    this.#changed.add(paused.requestId);
    this.disarm();
    const { requestId } = paused;
    const sent = this.#client.send("Fetch.continueRequest", {
      requestId,
      postData: toBase64(changed),
      interceptResponse: true,
    });
    // A request that was gone before took nothing along; a second one is never changed.
    await sent.catch((fault: unknown) => {
      if (fault instanceof CdpRefused && fault.refusal === "gone") this.#state = "waiting";
      throw fault;
    });
    await this.#restore();
  }

  #changedBody({ frameId, request }: Paused): Uint8Array | undefined {
    const task = this.#task;
    if (task === undefined || this.#state !== "waiting" || frameId !== task.frameId) return undefined;
    if (!CARRIES_BODY.has(request.method) || !this.#isAllowed(request.url)) return undefined;
    const body = bodyOf(request);
    const type = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    return body === undefined ? undefined : substitute(body, type, task.standIn, task.value);
  }

  /** A redirect that keeps the body would carry the value on, so its host is judged like the first one. */
  async #onResponse(paused: Paused, sessionId: string | undefined): Promise<void> {
    const { requestId, responseStatusCode = 0, responseHeaders = [], request } = paused;
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === "location")?.value ?? "";
    const next = URL.parse(location, request.url);
    if (!KEEPS_BODY.has(responseStatusCode) || (next !== null && this.#isAllowed(next.href)))
      return this.#continue(requestId, sessionId);
    this.#state = "redirect_refused";
    await this.#client.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" }, sessionId);
  }

  /** A request whose value was put in and that is redirected is watched on: the next answer may redirect again. */
  async #pass({ requestId, redirectedRequestId = "" }: Paused, sessionId: string | undefined): Promise<void> {
    const isChanged = this.#changed.has(redirectedRequestId);
    if (isChanged) this.#changed.add(requestId);
    const more = isChanged ? { interceptResponse: true } : {};
    await this.#client.send("Fetch.continueRequest", { requestId, ...more }, sessionId);
  }

  async #continue(requestId: string, sessionId: string | undefined): Promise<void> {
    await this.#client.send("Fetch.continueRequest", { requestId }, sessionId);
  }
}

function bodyOf({ postData, postDataEntries = [] }: Paused["request"]): Uint8Array | undefined {
  const entries = postDataEntries.map(({ bytes }) => bytes);
  if (entries.length > 0 && entries.every((entry) => entry !== undefined)) return fromBase64(entries);
  return postData === undefined ? undefined : new TextEncoder().encode(postData);
}

function fromBase64(entries: readonly string[]): Uint8Array {
  const text = entries.map((entry) => atob(entry)).join("");
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
