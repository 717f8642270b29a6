import { DurableObject } from "cloudflare:workers";

/** One authentication: the object that holds the browser's socket, and a credential's values from lease to send. */
export class LoginRun extends DurableObject<Env> {
  /** Milliseconds. A field, so that tests can move time. */
  clock: () => number = Date.now;
}
