export type AppEnv = {
  Bindings: Env;
  /** `space` and `identity`: for the request log, once the caller is known. */
  Variables: { requestId: string; space?: string; identity?: string };
};

/** The two halves of the API differ in how a fault in the input is told: 400 `invalid_request`, or 422 `validation_error`. */
export type Half = "broker" | "secrets";
