import type { Sealed } from "../../crypto/keyring";

/** How a browser's key reaches it: not at all, at a place of its address, or as `Authorization: Bearer`. */
export type BrowserAuth = "none" | "url" | "bearer";

/** What it takes to reach one browser, as it travels from the tenant's object to the one that opens the socket: plain data, its key sealed. */
export interface SocketOrder {
  readonly tenantId: string;
  /** Null: a socket that the caller named itself. */
  readonly browserId: string | null;
  /** As stored, or as the caller named it; its placeholders are filled in where the socket is opened, and nowhere else. */
  readonly endpoint: string;
  readonly auth: BrowserAuth;
  readonly sealedApiKey: Sealed | null;
  /** What stands for `{session}`; null: nothing was given. */
  readonly session: string | null;
}
