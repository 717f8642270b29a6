import { errorOf, unreachable } from "../../library/calls/faults.ts";
import type { PosternOptions } from "../../library/postern.ts";
import { CliError, EXIT } from "../shell/exit.ts";
import { Silence } from "./silence.ts";

type Fetch = NonNullable<PosternOptions["fetch"]>;

/** Somebody answers that nobody can for now. */
const UNAVAILABLE = 503;

/**
 * The way of an import's requests. When it closes, none begins any more: those under way come to their end, and the pauses between the
 * attempts of one are cut short. A server that is silent for too long ends them all.
 */
export class Gate {
  readonly #controller = new AbortController();
  readonly #silence: Silence;
  #underWay = 0;
  #isClosed = false;

  /** `onWaiting`: told when the server has fallen silent, and is waited for. */
  constructor(onWaiting: () => void = () => undefined) {
    this.#silence = new Silence({ onWaiting, onEnd: (error) => this.#controller.abort(error) });
  }

  /** Ends when nothing is under way any more, or with what came of the last attempt when nobody answers. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The server has shown that it is there, and is waited for if it goes away. */
  beUnderWay(): void {
    this.#silence.beUnderWay();
  }

  close(): void {
    this.#isClosed = true;
    this.#silence.end();
    this.#endIfQuiet();
  }

  /** `sent`: what sends a request. Its answer is read to its end, so that none breaks off. */
  through(sent: Fetch): Fetch {
    return async (url, init) => {
      if (this.#isClosed) throw interrupted();
      this.#underWay += 1;
      try {
        const answer = await sent(url, init);
        const body = await answer.arrayBuffer();
        const { status, headers } = answer;
        if (status === UNAVAILABLE) this.#silence.heard(errorOf(answer, jsonIn(body)));
        else this.#silence.end();
        return new Response(body.byteLength === 0 ? null : body, { status, headers });
      } catch (error) {
        this.#silence.heard(unreachable(url, error));
        throw error;
      } finally {
        this.#underWay -= 1;
        this.#endIfQuiet();
      }
    };
  }

  #endIfQuiet(): void {
    if (this.#isClosed && this.#underWay === 0) this.#controller.abort(interrupted());
  }
}

function jsonIn(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Somebody on the way answered instead of Postern: told as an answer that is none of it.
    return undefined;
  }
}

export const interrupted = (): CliError => new CliError(EXIT.interrupted, "interrupted", "interrupted");
