import type { Transport, TransportListener } from "../../../../src/sign-in/cdp/transport";
import { type DevToolsSession, SESSION_EVENTS } from "./page.ts";

/**
 * The socket that a client of the protocol speaks over, made of one session of another client. That one sends commands of its own
 * session alone, so those for a session below travel inside `Target.sendMessageToTarget`, and what they say comes inside
 * `Target.receivedMessageFromTarget`; to the client above it all looks like flat sessions.
 */
export class NestedTransport implements Transport {
  readonly #session: DevToolsSession;
  /** By a session, the one that it was attached from; undefined: the browser's own. */
  readonly #parents = new Map<string, string | undefined>();
  #listener: TransportListener | undefined;
  /** Of messages that carry others. Answers to them are told apart from the client's by the sign. */
  #lastCarrier = 0;

  constructor(session: DevToolsSession) {
    this.#session = session;
    for (const event of SESSION_EVENTS)
      session.on(event, (params) => this.#heard({ method: event, params }, undefined));
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
  }

  send(text: string): void {
    const { id, method, params, sessionId } = JSON.parse(text) as Command;
    const unflattened = isAttaching(method) ? { ...params, flatten: false } : params;
    if (sessionId !== undefined) {
      this.#carry({ id, method, params: unflattened }, sessionId);
      return;
    }
    void this.#session.send(method, unflattened).then(
      (result) => this.#answer(id, { result }),
      // Its text is the browser's, and what is asked for is refused, whatever it says.
      () => this.#answer(id, { error: { code: -32_000, message: "refused" } }),
    );
  }

  close(): void {
    this.#listener?.closed();
    void this.#session.detach().catch(() => undefined); // It may have gone before.
  }

  /** Wrapped once for each session between the browser and the one that is meant. */
  #carry(message: object, sessionId: string): void {
    if (!this.#parents.has(sessionId)) return;
    const parent = this.#parents.get(sessionId);
    const params = { sessionId, message: JSON.stringify(message) };
    if (parent === undefined) {
      void this.#session.send("Target.sendMessageToTarget", params).catch(() => this.#drop(sessionId));
      return;
    }
    this.#lastCarrier -= 1;
    this.#carry({ id: this.#lastCarrier, method: "Target.sendMessageToTarget", params }, parent);
  }

  #heard({ id, method, params, ...rest }: Message, from: string | undefined): void {
    if (id !== undefined) {
      // The answer to a carrier says nothing: that to what it carried comes by itself.
      if (id >= 0) this.#tell({ id, ...rest }, from);
      return;
    }
    const { sessionId, message } = (params ?? {}) as { sessionId?: string; message?: string };
    if (method === "Target.receivedMessageFromTarget" && sessionId !== undefined && message !== undefined) {
      this.#heard(JSON.parse(message) as Message, sessionId);
      return;
    }
    if (method === "Target.attachedToTarget" && sessionId !== undefined) this.#parents.set(sessionId, from);
    if (method === "Target.detachedFromTarget" && sessionId !== undefined) this.#parents.delete(sessionId);
    this.#tell({ method, params }, from);
  }

  #drop(sessionId: string): void {
    if (!this.#parents.delete(sessionId)) return;
    this.#tell({ method: "Target.detachedFromTarget", params: { sessionId } }, undefined);
  }

  #answer(id: number, rest: object): void {
    this.#tell({ id, ...rest }, undefined);
  }

  #tell(message: object, sessionId: string | undefined): void {
    this.#listener?.message(JSON.stringify(sessionId === undefined ? message : { ...message, sessionId }));
  }
}

interface Command {
  readonly id: number;
  readonly method: string;
  readonly params?: object;
  readonly sessionId?: string;
}
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: object;
  readonly result?: unknown;
  readonly error?: unknown;
}

const isAttaching = (method: string): boolean =>
  method === "Target.attachToTarget" || method === "Target.setAutoAttach";
