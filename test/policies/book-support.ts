import { AppError } from "../../src/errors";
import { readPrecondition } from "../../src/http/preconditions";

export const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (e) {
    return e instanceof AppError ? e.failure : e;
  }
};

export const read = (headers: Record<string, string>) =>
  readPrecondition(new Headers(headers), ["If-Match", "If-None-Match"]);

export const refused = { code: "invalid_request", details: { reason: "precondition" } };
