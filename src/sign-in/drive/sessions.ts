import { z } from "zod";
import type { CdpClient } from "../cdp/client";
import { CdpRefused } from "../cdp/faults";
import { callOf, type KitMethod, pageKit } from "../page/kit";
import { SignInStop } from "./outcome";

/** A frame of the page, in the session that its process belongs to. */
export interface Frame {
  readonly frameId: string;
  readonly parentId: string | null;
  /** Changes with every new document. */
  readonly loaderId: string;
  readonly sessionId: string;
}
export interface World {
  readonly frame: Frame;
  /** The kit in the isolated world: calls on it fail once the document has gone. */
  readonly objectId: string;
  /** Good only as long as the document: a node that was resolved by a stale one is refused where the kit is called with it. */
  readonly contextNumber: number;
}

/** Of a session, a frame, a world: names are kept, so none may be as long as a browser likes. */
const Name = z.string().max(256);
const isName = (given: unknown): given is string => Name.safeParse(given).success;
const Tree = z.object({
  frame: z.object({ id: Name, parentId: Name.optional(), loaderId: Name }),
  childFrames: z.array(z.unknown()).optional(),
});
/** After each of these a page may show something else. */
const NEWS = [
  "Page.frameNavigated",
  "Page.navigatedWithinDocument",
  "Page.domContentEventFired",
  "Page.frameStoppedLoading",
  "Page.frameDetached",
] as const;
/** Beyond it, frames are no part of the page for us. */
const MAX_FRAMES = 40;
/** Frames within frames that are waited for at the start; deeper ones come when they come. */
const MAX_DEPTH = 5;

/**
 * The sessions of one page: its own, and one for each frame that has a process of its own. Only those are armed: Chrome closes
 * the socket of a client that arms workers. A browser says nothing about a page that waits for a server's answer to a navigation,
 * so such a wait is none of the browser's.
 */
export class Sessions {
  readonly #client: CdpClient;
  readonly #worldName: string;
  /** In the order in which the browser told of them, so that a frame comes after those around it. */
  readonly #sessions: string[] = [];
  /** Those of them that are prepared. */
  readonly #ready = new Set<string>();
  /** Unique ids of our worlds by session and number: numbers start again after a navigation, unique ids do not. */
  readonly #unique = new Map<string, string>();
  readonly #worlds = new Map<string, World>();
  readonly #onSession: (sessionId: string) => Promise<void>;
  /** What each session is of: the frame at the top of what it shows has the same name. */
  readonly #targets = new Map<string, string>();
  readonly #onNews = new Set<() => void>();
  /** Sessions of frames that are being armed. */
  readonly #adopting = new Set<Promise<void>>();
  readonly #stopListening: readonly (() => void)[];

  /** `onSession` prepares each session before it is used. */
  constructor(client: CdpClient, worldName: string, onSession: (sessionId: string) => Promise<void>) {
    this.#client = client;
    this.#worldName = worldName;
    this.#onSession = onSession;
    this.#stopListening = [
      client.on("Runtime.executionContextCreated", ({ context }, sessionId) => {
        if (context?.name === this.#worldName) this.#keepWorld(context, sessionId);
      }),
      client.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
        if (targetInfo?.type !== "iframe") return;
        if (isName(sessionId) && isName(targetInfo.targetId)) this.#begin(sessionId, targetInfo.targetId);
        else client.reject();
      }),
      client.on("Target.detachedFromTarget", ({ sessionId }) => this.#drop(sessionId)),
      client.on("Page.javascriptDialogOpening", ({ type }, sessionId) => this.#answerDialog(type, sessionId)),
      client.on("Page.frameStartedLoading", ({ frameId }, sessionId) => this.#heedLoading(frameId, sessionId, true)),
      client.on("Page.frameStoppedLoading", ({ frameId }, sessionId) => this.#heedLoading(frameId, sessionId, false)),
      client.on("Page.frameNavigated", ({ frame }, sessionId) => this.#heedLoading(frame?.id, sessionId, false)),
      ...NEWS.map((event) => client.on(event, () => this.#tellNews())),
    ];
  }

  #keepWorld({ id, uniqueId }: { readonly id: unknown; readonly uniqueId: unknown }, sessionId: unknown): void {
    if (typeof id === "number" && isName(uniqueId) && isName(sessionId))
      this.#unique.set(`${sessionId} ${id}`, uniqueId);
    else this.#client.reject();
  }

  /** Between the two, the browser answers nothing for the session whose own page it is. */
  #heedLoading(frameId: unknown, sessionId: string | undefined, isLoading: boolean): void {
    if (sessionId === undefined || this.#targets.get(sessionId) !== frameId) return;
    if (isLoading) this.#client.hold(sessionId);
    else this.#client.release(sessionId);
  }

  /** Calls `then` when a page or a frame goes on; the returned function ends it. */
  onNews(then: () => void): () => void {
    this.#onNews.add(then);
    return () => this.#onNews.delete(then);
  }

  #tellNews(): void {
    for (const then of [...this.#onNews]) then();
  }

  /** Nobody waits any longer for what was asked. */
  interrupt(): void {
    this.#client.interrupt();
  }

  /** The page's own session first. */
  get ids(): readonly string[] {
    return this.#sessions.filter((sessionId) => this.#ready.has(sessionId));
  }

  async attach(targetId: string): Promise<void> {
    const { sessionId } = await this.#client.send("Target.attachToTarget", { targetId, flatten: true });
    this.#add(sessionId, targetId);
    await this.#arm(sessionId);
    for (let depth = 0; depth < MAX_DEPTH && this.#adopting.size > 0; depth += 1) await Promise.all(this.#adopting);
  }

  /** The browser forgets us; what stands in the page stays as it is. */
  async detach(): Promise<void> {
    for (const stop of this.#stopListening) stop();
    const leaving = this.#sessions.map((sessionId) => this.#client.send("Target.detachFromTarget", { sessionId }));
    await Promise.allSettled(leaving);
  }

  #add(sessionId: string, targetId: string): void {
    this.#sessions.push(sessionId);
    this.#targets.set(sessionId, targetId);
  }

  #drop(sessionId: string): void {
    const at = this.#sessions.indexOf(sessionId);
    if (at >= 0) this.#sessions.splice(at, 1);
    this.#ready.delete(sessionId);
  }

  /** All at once: the order is kept, and a browser far away is waited for once. */
  async #arm(sessionId: string): Promise<void> {
    const filter = [{ type: "iframe", exclude: false }];
    const children = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter };
    const prepared = [
      this.#client.send("Page.enable", {}, sessionId),
      this.#client.send("Runtime.enable", {}, sessionId),
      this.#client.send("DOM.enable", {}, sessionId),
      this.#onSession(sessionId),
    ];
    const attached = this.#client.send("Target.setAutoAttach", children, sessionId);
    await Promise.all([...prepared, attached]);
    this.#ready.add(sessionId);
  }

  /** A dialog stands still with its page until somebody answers: a question is denied, and what it says is not read. */
  #answerDialog(type: unknown, sessionId: string | undefined): void {
    const accept = type === "alert" || type === "beforeunload";
    // Another client may have been faster; a page that can't be answered shows so by answering nothing.
    void this.#client.send("Page.handleJavaScriptDialog", { accept }, sessionId).catch(() => undefined);
  }

  #begin(sessionId: string, targetId: string): void {
    if (this.#sessions.length >= MAX_FRAMES) return;
    this.#add(sessionId, targetId);
    const adopted = this.#adopt(sessionId).finally(() => this.#adopting.delete(adopted));
    this.#adopting.add(adopted);
  }

  /** A frame that went while it was armed is none any more. */
  async #adopt(sessionId: string): Promise<void> {
    try {
      await this.#arm(sessionId);
    } catch {
      this.#drop(sessionId);
    }
  }

  /** All frames, a parent before its children; the first one is the page itself. */
  async frames(): Promise<Frame[]> {
    const found: Frame[] = [];
    const sessionIds = this.ids;
    const trees = await Promise.all(
      sessionIds.map((sessionId) => this.#client.send("Page.getFrameTree", {}, sessionId).catch(orGone)),
    );
    for (const [at, tree] of trees.entries())
      if (tree !== undefined) collect(tree.frameTree, sessionIds[at] ?? "", found);
    return found;
  }

  /** The kit in a frame, made where there is none yet. Undefined: the frame has gone meanwhile. */
  async world(frame: Frame): Promise<World | undefined> {
    const key = `${frame.sessionId} ${frame.frameId} ${frame.loaderId}`;
    const known = this.#worlds.get(key);
    if (known !== undefined) return known;
    const world = await this.#makeWorld(frame).catch(orGone);
    if (world !== undefined) this.#worlds.set(key, world);
    return world;
  }

  /** The kit of this document has been lost, as a document that was written anew loses it. */
  forget({ frame }: World): void {
    this.#worlds.delete(`${frame.sessionId} ${frame.frameId} ${frame.loaderId}`);
  }

  async #makeWorld(frame: Frame): Promise<World | undefined> {
    const { frameId, sessionId } = frame;
    const params = { frameId, worldName: this.#worldName };
    const { executionContextId } = await this.#client.send("Page.createIsolatedWorld", params, sessionId);
    const contextId = this.#unique.get(`${sessionId} ${executionContextId}`);
    if (contextId === undefined) return undefined;
    const made = await this.#client.send(
      "Runtime.evaluate",
      { expression: pageKit(), uniqueContextId: contextId },
      sessionId,
    );
    const objectId = made.result?.objectId;
    return isName(objectId) ? { frame, objectId, contextNumber: executionContextId } : undefined;
  }

  /** Calls a method of the kit. Rejects with `CdpRefused` where the document has gone, `gone` or `interrupted`. */
  async call(world: World, method: KitMethod, ...inputs: readonly CallInput[]): Promise<unknown> {
    const answer = await this.#client.send(
      "Runtime.callFunctionOn",
      {
        objectId: world.objectId,
        functionDeclaration: callOf(method),
        arguments: [...inputs],
        returnByValue: true,
        silent: true,
      },
      world.frame.sessionId,
    );
    // The text of an exception may hold what the page likes, so it is not looked at.
    if (answer.exceptionDetails !== undefined) throw new SignInStop("page_changed");
    return answer.result?.value;
  }

  /** The browser's own number of an element that the kit keeps: good as long as the element, for every client. */
  async numberOf(world: World, ref: number): Promise<number> {
    const { objectId, frame } = world;
    const kept = { objectId, functionDeclaration: callOf("elementOf"), arguments: [{ value: ref }], silent: true };
    const { result } = await this.#client.send("Runtime.callFunctionOn", kept, frame.sessionId);
    const element = { objectId: result?.objectId ?? "" };
    const { node } = await this.#client.send("DOM.describeNode", element, frame.sessionId);
    return z.int().positive().parse(node?.backendNodeId);
  }

  /** The element of that number, as an argument for a call in its document. Undefined: it is there no more. */
  async elementAt(world: World, backendNodeId: number): Promise<CallInput | undefined> {
    const params = { backendNodeId, executionContextId: world.contextNumber };
    const node = await this.#client.send("DOM.resolveNode", params, world.frame.sessionId).catch(orGone);
    const objectId = node?.object?.objectId;
    return objectId === undefined ? undefined : { objectId };
  }

  /** The element of a frame, as an argument for a call in the document above it. */
  async ownerOf(frame: Frame, above: World): Promise<CallInput | undefined> {
    const { sessionId } = above.frame;
    const owner = await this.#client.send("DOM.getFrameOwner", { frameId: frame.frameId }, sessionId).catch(orGone);
    return owner === undefined ? undefined : this.elementAt(above, owner.backendNodeId);
  }
}

export type CallInput = { readonly value: unknown } | { readonly objectId: string };

/** What has gone is no fault of the run; anything else is. */
export function orGone(fault: unknown): undefined {
  if (fault instanceof CdpRefused && (fault.refusal === "gone" || fault.refusal === "interrupted")) return undefined;
  throw fault;
}

/** A parent before its children. A tree may be as deep and as wide as a browser likes, so it is walked without recursion. */
function collect(root: unknown, sessionId: string, into: Frame[]): void {
  const todo: unknown[] = [root];
  while (todo.length > 0 && into.length < MAX_FRAMES) {
    const { frame, childFrames = [] } = Tree.parse(todo.pop());
    into.push({ frameId: frame.id, parentId: frame.parentId ?? null, loaderId: frame.loaderId, sessionId });
    for (const child of childFrames.slice(0, MAX_FRAMES).reverse()) todo.push(child);
  }
}
