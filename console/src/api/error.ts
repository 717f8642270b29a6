/** A refusal of the API, as it said it. `status` 0 and code `no_answer`: nothing came back. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(told: ApiFault) {
    super(told.message);
    this.status = told.status;
    this.code = told.code;
    this.requestId = told.requestId;
    this.details = told.details;
  }

  /** Faults of the body by the field's name, as the API calls them. */
  get fields(): Readonly<Record<string, string>> {
    const { fields } = this.details;
    if (typeof fields !== "object" || fields === null) return {};
    return Object.fromEntries(Object.entries(fields).map(([name, reason]) => [name, String(reason)]));
  }
}
export interface ApiFault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The code of what is no answer of the API's at all: the page itself failed. */
export const PAGE_FAULT = "page_fault";

/**
 * Anything that was thrown, as an error that a page can show. What is no ApiError is a fault of the console: the browser's console is
 * told of it whole, and the page that it failed, because an error may repeat what somebody typed.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  reportError(error);
  return new ApiError({ status: 0, code: PAGE_FAULT, message: "", requestId: null, details: {} });
}

/** Did somebody give up what was asked? That is no error to show. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Of an answer that is no success; `body` is what it said, which may be anything where a proxy answered. */
export function errorFrom(response: Response, body: unknown): ApiError {
  const { error } = isObject(body) ? body : {};
  const told = isObject(error) ? error : {};
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return new ApiError({
    status: response.status,
    code: text(told.code) ?? "unexpected_answer",
    message: text(told.message) ?? "",
    requestId: text(told.request_id) ?? response.headers.get("x-request-id"),
    details: isObject(told.details) ? told.details : {},
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
