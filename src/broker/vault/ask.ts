import type { Result } from "../../errors";
import type { VaultCall } from "./call";
import type { Hint, PathHints, Stage } from "./codes";

/** A call to the vault by the token of an integration, as the operations put it. */
export interface Ask extends Pick<VaultCall, "method" | "path" | "body"> {
  readonly stage: Stage;
  readonly hints?: PathHints;
  /** A test: its 403 says nothing about the token, which is kept, and no login is spent on it. */
  readonly isTrial?: boolean;
}

/** Where a secret is written: the path behind the mount of its engine. */
export interface WritePlace {
  readonly mount: string;
  readonly path: string;
}

/** What operations need of the client of one request. Never throws on purpose. */
export interface VaultCalls {
  /** What `read` finds in a good answer; undefined there is an answer of another shape. */
  ask<T>(ask: Ask, read: (body: unknown, bytes: Uint8Array) => T | undefined, hint?: Hint): Promise<Result<T>>;
  /** As `ask`; an answer without a body is good too, and gives `ofNothing`. */
  write<T>(ask: Ask, read: (body: unknown) => T | undefined, ofNothing: T): Promise<Result<T>>;
  /** Of any answer, a refusal too, what `read` finds in it; undefined where none came. */
  look<T>(ask: Ask, read: (status: number, body: unknown) => T | undefined): Promise<T | undefined>;
}
