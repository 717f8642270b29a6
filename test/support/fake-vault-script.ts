/** What a fake vault is told to do: the words that the test (in workerd) and the server (in Node) share. */

export interface Answer {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** The body: one of these, else none. */
  json?: unknown;
  text?: string;
  /** That many bytes of `x`, sent as fast as they are taken. */
  sizeBytes?: number;
  /** Answers as a healthy vault would; of the rest only `delayMs` and `held` count. */
  healthy?: boolean;
  /** Waits before the first byte. */
  delayMs?: number;
  /** Waits until the test calls `release()`. */
  held?: boolean;
  /** Sends the body byte by byte, with this pause after each. */
  dripMs?: number;
  /** Never answers; the connection stays open. */
  hang?: boolean;
  /** Closes the connection without a byte. */
  close?: boolean;
  /** Promises 100 bytes more than it sends, then closes the connection. */
  truncated?: boolean;
  /** Sent on the wire as it is, instead of an HTTP answer. */
  raw?: string;
}

export interface Rule {
  /** Default: any. */
  method?: string;
  /** What follows `/v1/`, exact; with a trailing `*` a beginning. */
  path: string;
  /** Which of the matching calls it answers, counted from 1; default: each. */
  nth?: number | readonly number[];
  answer: Answer;
}

/** The first rule that fits answers; where none does, the fake is a healthy vault with AppRole and KV. */
export interface Script {
  rules?: readonly Rule[];
  /** If given, a login with another pair is refused with 400. */
  roleId?: string;
  secretId?: string;
  /** What a login gives. A token really ends after its lease; 0 uses is without limit. Defaults 3600, true, 0. */
  leaseSeconds?: number;
  renewable?: boolean;
  numUses?: number;
  /** What a renewal gives; default `leaseSeconds`. */
  renewedLeaseSeconds?: number;
  /** Default 2. */
  kvVersion?: 1 | 2;
  /** By the path a credential has: `secret/data/app/db`. */
  secrets?: Record<string, Record<string, unknown>>;
}

export interface Call {
  method: string;
  /** As sent, behind the base path, with the query: `/v1/secret/data/app/db`. */
  path: string;
  headers: Record<string, string>;
  body: string;
  atMs: number;
}
