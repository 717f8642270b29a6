import { errorAnswer } from "./answer";
import type { Dialect } from "./app-env";
import { callerOrAssertion } from "./assertion";

const HOUSE = { callerOf: callerOrAssertion, errorAnswer };

/** `/api/v1`. */
export const BROKER_DIALECT: Dialect = { ...HOUSE, fieldFault: "invalid_request", inputCodes: ["invalid_request"] };
/** `/v1`. */
export const SECRETS_DIALECT: Dialect = {
  ...HOUSE,
  fieldFault: "validation_error",
  inputCodes: ["invalid_request", "validation_error"],
};
