import { localFault, PosternError } from "../errors.ts";
import { secondsIn } from "./retry.ts";

const MAX_MESSAGE = 300;
const NO_DETAILS = {};

/** What the platform says of a connection that failed: a word such as `ECONNREFUSED`. Its texts may repeat the request. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof Error ? (codeOf(error.cause) ?? codeOf(error)) : undefined;
  return cause === undefined ? NO_DETAILS : { cause };
}

function codeOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("code" in value)) return undefined;
  return typeof value.code === "string" && /^[A-Z][A-Z0-9_]{1,40}$/.test(value.code) ? value.code : undefined;
}

/** An answer whose status says that it failed. `body`: as it was parsed, or its text. */
export function errorOf(answer: Response, body: unknown): PosternError {
  const error = envelopeIn(body);
  // 0: what a browser makes of a redirect that is not followed.
  if (!error)
    return badAnswer(answer, isRedirect(answer) ? "the server leads elsewhere" : "the answer is none of Postern");
  const retryAfterSeconds = secondsIn(answer.headers.get("Retry-After"));
  return new PosternError({
    code: error.code,
    status: answer.status,
    message: textOf(error.message).slice(0, MAX_MESSAGE),
    ...(isObject(error.details) ? { details: error.details } : {}),
    ...(typeof error.request_id === "string" ? { requestId: error.request_id } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** Nothing of the body is told: it may hold anything. Who gave it is told, where the platform says so. */
export const badAnswer = (answer: Response, message: string): PosternError =>
  new PosternError({
    code: "bad_answer",
    status: answer.status,
    message: answer.url === "" ? message : `${message}, at ${originOf(answer.url)}`,
  });

/** No answer came from `url`. */
export const unreachable = (url: string, error: unknown): PosternError =>
  localFault("unreachable", `the server at ${originOf(url)} could not be reached`, faultOf(error));

export const noAnswerWithin = (url: string, timeoutMs: number): PosternError =>
  localFault("timeout", `no answer from ${originOf(url)} within ${timeoutMs} ms`);

/** Of an address only this: its path and its query may hold what is nobody's business. */
const originOf = (url: string): string => new URL(url).origin;

/** The error of a body that broke off, or was no JSON. The parser's own error repeats what it read. */
export const unreadable = (answer: Response, error: unknown): PosternError =>
  error instanceof SyntaxError
    ? badAnswer(answer, "the answer is no JSON")
    : localFault("unreachable", "the answer broke off", faultOf(error));

const isRedirect = ({ status }: Response): boolean => status === 0 || (status >= 300 && status < 400);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function envelopeIn(body: unknown): (Record<string, unknown> & { readonly code: string }) | undefined {
  if (!isObject(body) || !isObject(body.error)) return undefined;
  const { code } = body.error;
  return typeof code === "string" && /^[a-z][a-z0-9_]{0,63}$/.test(code) ? { ...body.error, code } : undefined;
}
