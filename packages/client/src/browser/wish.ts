import type { Postern } from "../library/postern.ts";
import type { Authentication } from "../library/resources/authentications.ts";
import type { AuthenticateFields } from "../library/resources/credentials.ts";

/** Where the browser of a page is, as seen from Postern. */
export type BrowserPlace =
  /** One that is registered, with the vendor's name for the session. */
  | { readonly browserId: string; readonly session?: string }
  /** The address of its socket; takes the scope `credentials:use` as well. */
  | { readonly cdpUrl: string }
  /**
   * Postern does not reach it, so this program signs in itself, by `fill`. The values pass through it: that takes the scopes
   * `credentials:use` and `credentials:read`, and it is said here and nowhere chosen silently.
   */
  | "local";

export interface SignInWish extends Omit<AuthenticateFields, "browser" | "target" | "waitMs"> {
  readonly postern: Postern;
  readonly credentialId: string;
  readonly browser: BrowserPlace;
  /** Of a browser that Postern reaches: the same key finds the same run. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** What came of it. `id` names the run in Postern; null where this program signed in itself. */
export type SignInResult = Pick<
  Authentication,
  "status" | "verdict" | "code" | "details" | "mode" | "host" | "matchedPattern" | "steps" | "usedTotp"
> & { readonly id: string | null };
