import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import type { Browser } from "../tables";
import { API_KEY_FORMAT } from "./api-key";
import type { SocketOrder } from "./socket-order";

/** What it takes to open the browser's socket. Throws AppError internal_error on a key of a form that is not known. */
export function orderFor({ space }: Pick<Context, "space">, row: Browser, session: string | null): SocketOrder {
  const { id, endpoint, auth, sealedApiKey, apiKeyFormat, rootKeyId } = row;
  const order = { tenantId: space.id, browserId: id, endpoint, auth, session };
  if (auth === "none") return { ...order, sealedApiKey: null };
  // Of a later release, or of none: not to be guessed.
  if (apiKeyFormat !== API_KEY_FORMAT || sealedApiKey === null || rootKeyId === null) return fail("internal_error");
  return { ...order, sealedApiKey: { keyId: rootKeyId, bytes: new Uint8Array(sealedApiKey) } };
}

/** The same for a socket that the caller named itself. */
export const orderForUrl = ({ space }: Pick<Context, "space">, cdpUrl: string): SocketOrder => ({
  tenantId: space.id,
  browserId: null,
  endpoint: cdpUrl,
  auth: "none",
  sealedApiKey: null,
  session: null,
});
