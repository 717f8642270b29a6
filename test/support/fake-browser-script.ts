/** What a fake browser does; without a word about it, what a healthy one would. */
export interface BrowserScript {
  /** What `/json/version` is answered. */
  readonly version?: HttpAnswer;
  /** What is answered instead of a socket. */
  readonly upgrade?: HttpAnswer;
  /**
   * How an open socket behaves:
   * - `browser`: as the browser's own; `page`: as that of one of its pages
   * - `silent`: it answers nothing; `stray`: it answers to nobody; `babble`: it answers what was not asked for
   * - `binary`, `large`, `huge`: an answer in bytes, one of 5 MiB, or one of 100 MiB
   * - `half`: it ends in the middle of a message; `leave`: it ends after the first command, as it should
   */
  readonly socket?: "browser" | "page" | "large" | "silent" | "stray" | "babble" | "binary" | "huge" | "half" | "leave";
  /** Types of what is open. */
  readonly targets?: readonly string[];
  readonly product?: unknown;
  readonly protocolVersion?: unknown;
}
export interface HttpAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly json?: unknown;
  /** A body of so many bytes. */
  readonly sizeBytes?: number;
  /** Nothing is answered, until it is released: then what would have been. */
  readonly held?: true;
  /** The connection ends without an answer. */
  readonly close?: true;
  /** The connection ends before the body does. */
  readonly truncated?: true;
}
export interface BrowserCall {
  readonly kind: "request" | "upgrade";
  /** With its query, without the name of the fake. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
export interface BrowserLog {
  readonly calls: readonly BrowserCall[];
  /** Sockets that are open now. */
  readonly open: number;
  /** What was sent to them. */
  readonly commands: readonly string[];
}
