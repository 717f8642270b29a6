import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { spaceOfToken } from "../crypto/token";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import { MAX_CREATION_PATH, MAX_WRAP_TTL_MS, type WrappingToken, wrapAnswer } from "../wrapping/operations";
import { addressOf } from "./address";
import { envelope, type Told } from "./answer";
import { parseGoDuration } from "./duration";
import { inputFault } from "./fault";
import type { VaultRequest } from "./request";
import { timeText } from "./time";

/** Answers that are kept for whoever shows a token of their own, once: the client gets that token in their place. */

const HEADER = "x-vault-wrap-ttl";

/** How long; null: the answer is given as it is. Before anything is done, as all that may be wrong with it. Throws AppError invalid_request. */
export function wrapTtlIn(c: Context<AppEnv>): number | null {
  const given = (c.req.header(HEADER) ?? "").trim();
  if (given === "") return null;
  if (given.startsWith("-")) throw fault("requested wrap ttl cannot be negative");
  const ms = parseGoDuration(given, atLeastOne);
  if (ms === undefined) throw fault("it is no duration");
  if (ms > MAX_WRAP_TTL_MS) throw fault("requested wrap ttl is longer than 32 days");
  if (ms === 0) return null;
  if (addressOf(c.req.url).length > MAX_CREATION_PATH)
    throw inputFault("the address is too long for its answer to be wrapped");
  return ms;
}
/** Who asks for less than a second asks for a wrapped answer all the same. */
const atLeastOne = (seconds: number): number => (seconds === 0 ? 0 : Math.max(1, Math.floor(seconds)));
const fault = (text: string) => inputFault(`error parsing X-Vault-Wrap-TTL header: ${text}`);

/** `text`: the envelope that is kept. A login has nobody yet to keep it for, so its new token does. */
export async function wrapped(
  caller: Caller,
  request: VaultRequest,
  { text, ttlMs, told }: { readonly text: string; readonly ttlMs: number; readonly told: Partial<Told> },
): Promise<string> {
  const holder = told.token === undefined ? caller : { ...caller, token: told.token, proof: undefined };
  const home = spaceOfToken(holder.token) ?? caller.home;
  // The same request, which has taken its unit and its use already.
  const same: Caller = { ...holder, home, isCounted: true };
  const made = await ask(request.c, same, wrapAnswer, { text, creationPath: addressOf(request.c.req.url), ttlMs });
  return envelope({ requestId: "", mountType: told.mountType ?? "system", wrapInfo: infoText(made, told.accessor) });
}

export const infoText = (made: WrappingToken, wrappedAccessor?: string): string =>
  JSON.stringify({
    token: made.token,
    accessor: made.accessor,
    ttl: Math.floor(made.ttlMs / 1000),
    creation_time: timeText(made.createdAtMs),
    creation_path: made.creationPath,
    ...(wrappedAccessor === undefined ? {} : { wrapped_accessor: wrappedAccessor }),
  });
