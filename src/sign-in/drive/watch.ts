import type { FormKind } from "../page/forms";

/** What a page was when the form was sent. */
export interface SentFrom {
  readonly kind: Exclude<FormKind, "other">;
  readonly topUrl: string;
  readonly topLoader: string;
  readonly formLoader: string;
  readonly atMs: number;
}
/** What a page is at a later moment; only fields in documents on allowed hosts count. */
export interface Moment {
  readonly atMs: number;
  readonly topUrl: string;
  readonly topLoader: string;
  /** The document of the frame that held the form; null: the frame has gone. */
  readonly formLoader: string | null;
  readonly shows: { readonly password: boolean; readonly code: boolean; readonly challenge: boolean };
  /** A form that could be filled next. */
  readonly next: Exclude<FormKind, "other"> | null;
  /** What the caller calls a success; undefined where the caller left it to us. */
  readonly success: boolean | undefined;
}
export type Reading = "wait" | "signed_in" | "still_on_form" | "next_form" | "code_again" | "challenge";

/** So long nothing that asks for a sign-in may be seen before it counts as done. */
export const QUIET_MS = 1_000;
/** A code form that stands there so long after its code was sent has refused it. */
export const CODE_REFUSED_MS = 5_000;

/**
 * Reads what came of a form that was sent, from one moment after the other. A document in which the form stands again has refused
 * what was sent; in the old document a script may still be waiting for an answer.
 */
export class Watch {
  readonly #sent: SentFrom;
  #since: { reading: Reading; atMs: number; dueMs: number } | undefined;

  constructor(sent: SentFrom) {
    this.#sent = sent;
  }

  read(moment: Moment): Reading {
    const { reading, afterMs } = this.#lean(moment);
    if (this.#since?.reading !== reading) this.#since = { reading, atMs: moment.atMs, dueMs: 0 };
    this.#since.dueMs = this.#since.atMs + afterMs;
    return moment.atMs >= this.#since.dueMs ? reading : "wait";
  }

  /** How long what was read last has to stay before it counts. */
  restMs(nowMs: number): number {
    const { reading = "wait", dueMs = 0 } = this.#since ?? {};
    return reading === "wait" ? Number.POSITIVE_INFINITY : Math.max(0, dueMs - nowMs);
  }

  /** What the moment looks like, and how long it has to look so. */
  #lean(moment: Moment): { reading: Reading; afterMs: number } {
    const { shows, next, success } = moment;
    if (success === true) return { reading: "signed_in", afterMs: 0 };
    if (shows.challenge) return { reading: "challenge", afterMs: QUIET_MS };
    if (this.#isProgress(next)) return { reading: "next_form", afterMs: 0 };
    const isSame = next === this.#sent.kind;
    if (isSame && this.#sent.kind === "code") {
      const afterMs = this.#isNewDocument(moment) ? QUIET_MS : CODE_REFUSED_MS;
      return { reading: "code_again", afterMs };
    }
    if (isSame || shows.password)
      return { reading: this.#isNewDocument(moment) ? "still_on_form" : "wait", afterMs: QUIET_MS };
    const isQuiet = !shows.code && success === undefined && this.#hasMoved(moment);
    return { reading: isQuiet && this.#sent.kind !== "username_step" ? "signed_in" : "wait", afterMs: QUIET_MS };
  }

  /** From the user name to the password or a code, from the password to a code. */
  #isProgress(next: Moment["next"]): boolean {
    if (next === "code") return this.#sent.kind !== "code";
    return next === "login" && this.#sent.kind === "username_step";
  }

  #isNewDocument({ formLoader, topLoader }: Moment): boolean {
    return formLoader !== this.#sent.formLoader || topLoader !== this.#sent.topLoader;
  }

  /** A new document, a new address, or the form has gone: the caller has seen already that none is there. */
  #hasMoved(moment: Moment): boolean {
    return this.#isNewDocument(moment) || moment.topUrl !== this.#sent.topUrl || moment.next === null;
  }
}

/** `*` stands for any run of letters, everything else for itself. Linear: each piece is looked for once. */
export function matchesGlob(text: string, glob: string): boolean {
  const pieces = glob.split("*");
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === glob;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** Often at first, when most pages answer; seldom later, so that a long wait takes few messages. Milliseconds. */
export function pollAfterMs(waitedMs: number): number {
  if (waitedMs < 2_000) return 100;
  if (waitedMs < 5_000) return 250;
  return waitedMs < 15_000 ? 500 : 2_000;
}
