import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping";
import { utf8 } from "../../crypto/encoding";
import { CdpClosed, type CdpEnd, CdpRefused, refusalOf } from "./faults";
import { type CdpMessage, parseMessage } from "./message";
import type { Clock, Transport } from "./transport";

export type CdpCommand = keyof ProtocolMapping.Commands;
type OrEmpty<P> = P extends undefined ? Record<string, never> : P;
export type CdpParams<M extends CdpCommand> = OrEmpty<ProtocolMapping.Commands[M]["paramsType"][0]>;
export type CdpResult<M extends CdpCommand> = ProtocolMapping.Commands[M]["returnType"];
export type CdpEvent = keyof ProtocolMapping.Events;
export type CdpEventParams<E extends CdpEvent> = ProtocolMapping.Events[E][0];
/** `sessionId` is undefined for the browser's own session. */
export type CdpListener<E extends CdpEvent> = (params: CdpEventParams<E>, sessionId: string | undefined) => void;

export interface CdpLimits {
  /** Bytes of one message in either direction. */
  readonly messageBytes: number;
  /**
   * Events that may come in any `runMs`, so in a run without a pause. Answers are bounded by what was asked, and there is one for
   * each command.
   */
  readonly messages: number;
  /** Commands that may wait for an answer at once. */
  readonly pending: number;
  readonly commandMs: number;
  /** Time of work: what a person takes does not count, see `pause`. */
  readonly runMs: number;
}
export const CDP_LIMITS: CdpLimits = {
  messageBytes: 4 * 1024 * 1024,
  messages: 2000,
  pending: 256,
  commandMs: 10_000,
  runMs: 120_000,
};

interface Pending {
  readonly method: string;
  readonly sessionId: string | undefined;
  stopTimer: () => void;
  resolve(result: never): void;
  reject(fault: CdpClosed | CdpRefused): void;
}

const noTimer = (): void => undefined;

/**
 * A client of the Chrome DevTools Protocol with flat sessions, over one open socket.
 * - It trusts the browser with nothing but its meaning: what is no message, is too large, answers nobody or comes too late ends it.
 * - A fault of the connection is a `CdpClosed` for every call, a refused command a `CdpRefused`. Neither carries a browser's text.
 * - No message is ever logged: commands carry values.
 */
export class CdpClient {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #limits: CdpLimits;
  readonly #pending = new Map<number, Pending>();
  /** Calls of sessions that went: the browser may still answer them. */
  readonly #abandoned = new Set<number>();
  /** Sessions whose page waits for a server: the browser answers for them when it has gone on. */
  readonly #held = new Set<string>();
  readonly #listeners = new Map<string, Set<(params: never, sessionId: string | undefined) => void>>();
  readonly #onEnd = new Set<(end: CdpEnd) => void>();
  #stopRun: () => void;
  /** Of the run: what is left of its time since it last began or went on. */
  #leftMs: number;
  #sinceMs: number;
  #lastId = 0;
  /** Events since then; an end of a window is an end of the count. */
  #events = 0;
  #countedSinceMs: number;
  #end: CdpEnd | undefined;

  constructor(transport: Transport, clock: Clock, limits: CdpLimits = CDP_LIMITS) {
    this.#transport = transport;
    this.#clock = clock;
    this.#limits = limits;
    this.#leftMs = limits.runMs;
    this.#sinceMs = clock.now();
    this.#countedSinceMs = this.#sinceMs;
    this.#stopRun = clock.after(this.#leftMs, () => this.#finish("run_timeout"));
    transport.listen({
      message: (data) => this.#receive(data),
      closed: () => this.#finish("closed_by_browser"),
    });
  }

  /** Why it ended, or undefined while it is open. */
  get end(): CdpEnd | undefined {
    return this.#end;
  }

  /** Rejects with `CdpClosed` or `CdpRefused`. */
  send<M extends CdpCommand>(method: M, params: CdpParams<M>, sessionId?: string): Promise<CdpResult<M>> {
    if (this.#end !== undefined) return Promise.reject(new CdpClosed(this.#end));
    if (this.#pending.size >= this.#limits.pending) return Promise.reject(new CdpRefused(method, "busy"));
    this.#lastId += 1;
    const id = this.#lastId;
    const text = JSON.stringify({ id, method, params, sessionId });
    if (this.#isTooLarge(text)) return Promise.reject(new CdpRefused(method, "other"));
    return new Promise((resolve, reject) => {
      const isHeld = sessionId !== undefined && this.#held.has(sessionId);
      this.#pending.set(id, { method, sessionId, stopTimer: isHeld ? noTimer : this.#timer(), resolve, reject });
      this.#write(text);
    });
  }

  /** The returned function ends it. A listener must not throw. */
  on<E extends CdpEvent>(event: E, listener: CdpListener<E>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Told once, at once if it has ended already. */
  onEnd(listener: (end: CdpEnd) => void): void {
    if (this.#end !== undefined) listener(this.#end);
    else this.#onEnd.add(listener);
  }

  /** A command of this session may take as long as the run, until it is released. */
  hold(sessionId: string): void {
    this.#held.add(sessionId);
    for (const call of this.#callsOf(sessionId)) call.stopTimer();
  }

  release(sessionId: string): void {
    if (!this.#held.delete(sessionId)) return;
    for (const call of this.#callsOf(sessionId)) call.stopTimer = this.#timer();
  }

  #callsOf(sessionId: string): Pending[] {
    return [...this.#pending.values()].filter((call) => call.sessionId === sessionId);
  }

  #timer(): () => void {
    return this.#clock.after(this.#limits.commandMs, () => this.#finish("command_timeout"));
  }

  /**
   * The run's time stands still until the returned function is called, which is safe to call twice. The events of a pause are
   * counted on, a window of `runMs` after the other.
   */
  pause(): () => void {
    this.#stopRun();
    this.#leftMs -= this.#clock.now() - this.#sinceMs;
    let isOver = false;
    return () => {
      if (isOver || this.#end !== undefined) return;
      isOver = true;
      this.#sinceMs = this.#clock.now();
      this.#stopRun = this.#clock.after(this.#leftMs, () => this.#finish("run_timeout"));
    };
  }

  /** Nobody waits any longer for what was asked; the browser may carry it out all the same. The connection goes on. */
  interrupt(): void {
    this.#abandon(() => true);
  }

  /** Safe to call twice. */
  close(): void {
    this.#finish("closed_by_us");
  }

  /** An event was not what the protocol says, so nothing that this browser says counts. */
  reject(): void {
    this.#finish("message_malformed");
  }

  #write(text: string): void {
    try {
      this.#transport.send(text);
    } catch {
      this.#finish("send_failed");
    }
  }

  #receive(data: unknown): void {
    if (this.#end !== undefined) return;
    const message = this.#read(data);
    if (typeof message === "string") this.#finish(message);
    else if (message.kind !== "event") this.#answer(message);
    else if (this.#isOneTooMany()) this.#finish("too_many_messages");
    else this.#tell(message);
  }

  #isOneTooMany(): boolean {
    const now = this.#clock.now();
    if (now - this.#countedSinceMs >= this.#limits.runMs) {
      this.#countedSinceMs = now;
      this.#events = 0;
    }
    this.#events += 1;
    return this.#events > this.#limits.messages;
  }

  #read(data: unknown): CdpMessage | CdpEnd {
    if (typeof data !== "string") return "message_malformed";
    if (this.#isTooLarge(data)) return "message_too_large";
    return parseMessage(data) ?? "message_malformed";
  }

  /** A letter is one to three bytes; they are counted only where that decides. */
  #isTooLarge(text: string): boolean {
    const { messageBytes } = this.#limits;
    return text.length > messageBytes || (text.length * 3 > messageBytes && utf8(text).length > messageBytes);
  }

  #answer(message: Exclude<CdpMessage, { kind: "event" }>): void {
    const call = this.#pending.get(message.id);
    if (call === undefined) {
      if (!this.#abandoned.delete(message.id)) this.#finish("answer_to_nobody");
      return;
    }
    this.#pending.delete(message.id);
    call.stopTimer();
    if (message.kind === "result") call.resolve(message.result as never);
    else call.reject(new CdpRefused(call.method, refusalOf(message.code, message.message)));
  }

  #tell({ method, params, sessionId }: Extract<CdpMessage, { kind: "event" }>): void {
    if (method === "Target.detachedFromTarget" && typeof params.sessionId === "string")
      this.#abandon((call) => call.sessionId === params.sessionId);
    for (const listener of [...(this.#listeners.get(method) ?? [])]) listener(params as never, sessionId);
  }

  /** A session that went answers nothing more, so its calls must not wait for their time to run out. */
  #abandon(isGone: (call: Pending) => boolean): void {
    for (const [id, call] of this.#pending) {
      if (!isGone(call)) continue;
      this.#pending.delete(id);
      this.#abandoned.add(id);
      call.stopTimer();
      call.reject(new CdpRefused(call.method, "interrupted"));
    }
  }

  #finish(end: CdpEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#stopRun();
    for (const call of this.#pending.values()) {
      call.stopTimer();
      call.reject(new CdpClosed(end));
    }
    this.#pending.clear();
    this.#listeners.clear();
    if (end !== "closed_by_browser") this.#transport.close();
    for (const listener of this.#onEnd) listener(end);
  }
}
