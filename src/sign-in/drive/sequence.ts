import type { Interceptor } from "../wire/interceptor";
import { type Found, findForm, type Seen } from "./find";
import { type Ending, Follower } from "./follow";
import { requireValues } from "./lacks";
import { SignInStop } from "./outcome";
import { type PersonParts, waitForPerson } from "./person";
import type { Writer, Written } from "./writer";

/** User name, password, a code and one more of them, and what a page may put between. */
const MAX_FORMS = 6;
const MAX_CODES = 2;

/** One form after the other, until one of them was the last. */
export class Sequence {
  readonly #parts: PersonParts;
  readonly #writer: Writer;
  readonly #follower: Follower;
  #codes = 0;

  constructor(parts: PersonParts, writer: Writer, interceptor: Interceptor | undefined) {
    this.#parts = parts;
    this.#writer = writer;
    this.#follower = new Follower(parts.sessions, parts.request, parts.ports, interceptor);
  }

  /** `start`: what the page shows. */
  async run(start: Seen): Promise<Ending | Written> {
    let step = await this.#first(start);
    for (let forms = 0; forms < MAX_FORMS && "next" in step; forms += 1) {
      const found = step.next;
      if (found.plan.kind === "code") this.#codes += 1;
      if (found.plan.kind === "code" && (this.#codes > MAX_CODES || !this.#writer.hasCodes)) return this.#askForCode();
      requireValues(found.plan, this.#parts.request);
      await this.#follower.beforeSending(found);
      const written = await this.#writer.fillAndSend(found);
      if (written !== undefined) return written;
      step = await this.#follower.follow(found);
      if ("code" in step && step.code === "challenge") step = await this.#askToSolve(true);
    }
    return "next" in step ? { verdict: "unknown_after_submit", code: "unknown_after_submit" } : step;
  }

  /** A CAPTCHA that stands in the way is a person's matter, if one is there. */
  async #first(start: Seen): Promise<Ending | { readonly next: Found }> {
    const { sessions, request, ports } = this.#parts;
    try {
      return { next: await findForm(sessions, request, ports, start) };
    } catch (fault) {
      if (!(fault instanceof SignInStop) || fault.code !== "challenge" || request.pauseTimeoutMs === 0) throw fault;
      return this.#askToSolve(false);
    }
  }

  /** Before anything was sent, the run may fill what it then finds; afterwards only a code, since nothing is sent twice. */
  async #askToSolve(wasSent: boolean): Promise<Ending | { readonly next: Found }> {
    const mayFill = ({ plan }: Found) => !wasSent || (plan.kind === "code" && this.#writer.hasCodes);
    return waitForPerson(this.#parts, { reason: "challenge", code: "challenge", wasAsked: wasSent, mayFill });
  }

  /** No value is needed any more where a person types the code. */
  async #askForCode(): Promise<Ending> {
    this.#writer.forget();
    const pause = { reason: "otp_required", code: "otp_required", wasAsked: true, mayFill: () => false } as const;
    const done = await waitForPerson(this.#parts, pause);
    return "next" in done ? { verdict: "otp_required", code: "otp_required" } : done;
  }
}
