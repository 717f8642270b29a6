import { compactJson, isWellFormedJson, type JsonValue, membersOf } from "../kernel/json-text";

/** What a schema gets where an endpoint takes a key exactly: the value to judge it by, and the text that is kept. */
export class ExactJson {
  constructor(
    readonly value: unknown,
    /** Compact: each token as it was sent, without the white space between them. */
    readonly text: string,
  ) {}

  /** Has no text in it half of a surrogate pair? A body is UTF-8, so only an escape can be one. */
  get isWellFormed(): boolean {
    return !this.text.includes("\\u") || isWellFormedJson(this.value as JsonValue);
  }
}

/** An object, and no list. */
export const isJsonObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Replaces the values of these keys of a body. `text`: what `parsed` was parsed from, without a doubled key. */
export function withExact(parsed: object, text: string, keys: readonly string[]): object {
  if (!keys.some((key) => Object.hasOwn(parsed, key))) return parsed;
  const exact = membersOf(compactJson(text)).flatMap(({ key, value }) =>
    keys.includes(key) ? [[key, new ExactJson((parsed as Record<string, unknown>)[key], value)] as const] : [],
  );
  return { ...parsed, ...Object.fromEntries(exact) };
}

/** In the schema of such a key. Undefined: the key is not there. Throws TypeError where the endpoint does not name it in `exact`. */
export function exactJson(input: unknown): ExactJson | undefined {
  if (input === undefined || input instanceof ExactJson) return input;
  throw new TypeError("the endpoint does not take this key exactly");
}
