import { CONSOLE_HEADER } from "./client.ts";
import { ApiError, errorFrom } from "./error.ts";

/** The two calls that are the console's own: they make and end the cookie. */
const ADDRESS = "/console/session";

export type SignIn = { readonly token: string } | { readonly access: true; readonly tenant?: string };

/** Throws ApiError. */
export const beginSession = (signIn: SignIn): Promise<void> => send("POST", JSON.stringify(signIn));
/** Throws ApiError. */
export const endSession = (): Promise<void> => send("DELETE");

async function send(method: string, body?: string): Promise<void> {
  const headers = { ...CONSOLE_HEADER, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
  const response = await fetch(ADDRESS, { method, headers, body: body ?? null, credentials: "same-origin" }).catch(
    () => {
      throw new ApiError({ status: 0, code: "no_answer", message: "", requestId: null, details: {} });
    },
  );
  if (!response.ok) throw errorFrom(response, await response.json().catch(() => undefined));
}
