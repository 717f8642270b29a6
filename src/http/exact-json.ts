import { compactJson, membersOf } from "../kernel/json-text";

/** What a schema gets where an endpoint takes a key exactly: the value to judge it by, and the text that is kept. */
export class ExactJson {
  constructor(
    readonly value: unknown,
    /** Compact: each token as it was sent, without the white space between them. */
    readonly text: string,
  ) {}
}

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
