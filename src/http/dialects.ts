import type { Context } from "hono";
import { errorAnswer } from "./answer";
import type { AppEnv, Dialect, KnownCaller } from "./app-env";
import { callerOrAssertion } from "./assertion";
import { callerOf } from "./caller";
import { callerOfConsole, isFromConsole } from "./console-caller";

/** By a bearer token, by the cookie of the console, or by the token of Access: the first that the request speaks of, and no other. */
async function callerByAny(c: Context<AppEnv>): Promise<KnownCaller> {
  if (c.req.header("authorization") !== undefined) return callerOf(c);
  return isFromConsole(c) ? await callerOfConsole(c) : await callerOrAssertion(c);
}

const HOUSE = { callerOf: callerByAny, errorAnswer };

/** `/api/v1`. */
export const BROKER_DIALECT: Dialect = { ...HOUSE, fieldFault: "invalid_request", inputCodes: ["invalid_request"] };
/** `/v1`. */
export const SECRETS_DIALECT: Dialect = {
  ...HOUSE,
  fieldFault: "validation_error",
  inputCodes: ["invalid_request", "validation_error"],
};
