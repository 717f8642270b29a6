import type { PosternOptions } from "../../library/postern.ts";
import { CliError, EXIT } from "../shell/exit.ts";

type Fetch = NonNullable<PosternOptions["fetch"]>;

/**
 * The way of an import's requests. When it closes, none begins any more: those under way come to their end, and the pauses between the
 * attempts of one are cut short.
 */
export class Gate {
  readonly #controller = new AbortController();
  #underWay = 0;
  #isClosed = false;

  /** Ends when nothing is under way any more. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
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
        return new Response(body.byteLength === 0 ? null : body, { status, headers });
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

export const interrupted = (): CliError => new CliError(EXIT.interrupted, "interrupted", "interrupted");
