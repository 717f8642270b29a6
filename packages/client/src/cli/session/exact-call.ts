import { badAnswer, errorOf, unreadable } from "../../library/calls/faults.ts";
import type { Postern } from "../../library/postern.ts";
import { type Exact, type ExactObject, isExactObject, parseExact } from "../text/exact-json.ts";

export interface ExactInit {
  readonly method?: string;
  /** JSON text. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** It only reads, though its method does not say so. */
  readonly isRead?: boolean;
  readonly signal?: AbortSignal | null;
}
export type ExactAnswer = { readonly answer: ExactObject; readonly response: Response };

/**
 * A call whose answer keeps the digits of its numbers: the library gives doubles, and what is put back would be another value. A body is JSON.
 * Throws PosternError; nothing of an answer that is none of Postern's is repeated.
 */
export async function exactCall(
  postern: Pick<Postern, "fetch">,
  address: `/${string}`,
  { headers = {}, ...init }: ExactInit = {},
): Promise<ExactAnswer> {
  const type: Record<string, string> = init.body === undefined ? {} : { "Content-Type": "application/json" };
  const response = await postern.fetch(address, { ...init, headers: { ...type, ...headers } });
  const text = await response.text().catch((fault: unknown) => {
    throw unreadable(response, fault);
  });
  if (!response.ok) throw errorOf(response, jsonOr(text, JSON.parse));
  const answer = jsonOr(text, parseExact);
  if (isExactObject(answer)) return { answer, response };
  throw badAnswer(response, "the answer is no JSON");
}

/** Undefined: somebody on the way answered. The parser's own error repeats what it read. */
function jsonOr<T>(text: string, parse: (text: string) => T): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

export const memberOf = (value: Exact | undefined, key: string): Exact | undefined =>
  isExactObject(value) ? value.get(key) : undefined;
