import { containsToken } from "../crypto/redact";
import { AppError, type Failure } from "../errors";
import { IncomingBody, readJsonObject, UNADMITTED_BYTES } from "../http/body";
import type { Fault } from "../http/faults";
import { requireNoQuery } from "../http/query";
import { type Id, RPC, type RpcFault } from "./protocol";

/** What a request's body says, as far as JSON-RPC goes. */
export type Message =
  /** Refused as any route refuses such a body. */
  | { readonly kind: "refused"; readonly failure: Failure }
  | { readonly kind: "fault"; readonly fault: RpcFault }
  | Notification
  | Request;
export interface Notification {
  readonly kind: "notification";
  readonly params: Readonly<Record<string, unknown>>;
}
export interface Request {
  readonly kind: "request";
  readonly id: Id;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Numbers that can't be kept, by their place in the message. */
  readonly faults: readonly Fault[];
}

const MAX_ID_LENGTH = 256;

/** As much is read for somebody of whom nothing is known but the form of a token; no message is longer than that. */
export async function readMessage(request: globalThis.Request): Promise<Message> {
  try {
    requireNoQuery(request.url);
    const body = new IncomingBody(request, UNADMITTED_BYTES);
    const { value, faults } = await readJsonObject(body, request.headers.get("content-type"));
    return messageFrom(value as Readonly<Record<string, unknown>>, faults);
  } catch (e) {
    if (e instanceof AppError) return faultOfBody(e.failure);
    throw e;
  }
}

function messageFrom(body: Readonly<Record<string, unknown>>, faults: readonly Fault[]): Message {
  const { jsonrpc, id, method, params = {} } = body;
  const known = isId(id) ? id : null;
  if (jsonrpc !== "2.0" || typeof method !== "string")
    return invalid(known, "The message is no request and no notification of JSON-RPC 2.0.");
  if (id !== undefined && known === null)
    return invalid(null, "The id is a text of up to 256 characters, or a whole number.");
  if (!isObject(params)) return invalid(known, "The params are an object.");
  if (known === null) return { kind: "notification", params };
  return { kind: "request", id: known, method, params, faults };
}

/** It is given back as it came, so it is no token. */
const isId = (id: unknown): id is Id =>
  typeof id === "string" ? id.length <= MAX_ID_LENGTH && !containsToken(id) : Number.isSafeInteger(id);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function faultOfBody(failure: Failure): Message {
  if (failure.code !== "invalid_request") return { kind: "refused", failure };
  switch (failure.details?.reason) {
    case "not_an_object":
      return invalid(null, "One message a request, which is an object: batches are not taken.");
    case "duplicate_key":
      return invalid(null, "An object of the message has one of its keys twice.");
    case "too_deep":
      return invalid(null, "The message is nested too deep.");
    default:
      return { kind: "fault", fault: { id: null, status: 400, code: RPC.parse, message: "The body is no JSON." } };
  }
}

const invalid = (id: Id | null, message: string): Message => ({
  kind: "fault",
  fault: { id, status: 400, code: RPC.invalidRequest, message },
});
