/** What may come from a browser: an answer to a command, or an event. Ids are ours, so they are whole and positive. */
export type CdpMessage =
  | { readonly kind: "result"; readonly id: number; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: "refusal"; readonly id: number; readonly code: unknown; readonly message: unknown }
  | {
      readonly kind: "event";
      readonly method: string;
      readonly params: Readonly<Record<string, unknown>>;
      readonly sessionId: string | undefined;
    };

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined for whatever is no message of the protocol. */
export function parseMessage(text: string): CdpMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(message)) return undefined;
  const { id, method, sessionId } = message;
  if (sessionId !== undefined && typeof sessionId !== "string") return undefined;
  if (id !== undefined)
    return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? answerOf(id, message) : undefined;
  const { params = {} } = message;
  if (typeof method !== "string" || !isObject(params)) return undefined;
  return { kind: "event", method, params, sessionId };
}

function answerOf(id: number, { error, result }: Json): CdpMessage | undefined {
  if (isObject(error)) return { kind: "refusal", id, code: error.code, message: error.message };
  return isObject(result) && error === undefined ? { kind: "result", id, result } : undefined;
}
