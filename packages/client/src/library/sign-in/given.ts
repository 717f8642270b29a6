import type { TokenSource } from "../calls/sender.ts";
import { localFault } from "../errors.ts";

/** A token, or what gives one: asked for every request, and once more where what it gave is refused. */
export type GivenToken = string | ((signal: AbortSignal | undefined) => string | Promise<string>);

/** What could not stand in a header would be repeated by the error that the platform throws. */
const isHeaderText = (token: string): boolean => /^[!-~]{1,4096}$/.test(token);

export class GivenTokens implements TokenSource {
  readonly #given: GivenToken;

  /** Throws PosternError `invalid_option`. */
  constructor(given: GivenToken) {
    this.#given = given;
    if (typeof given === "string") requireToken(given);
  }

  async token(signal: AbortSignal | undefined): Promise<string> {
    return requireToken(typeof this.#given === "string" ? this.#given : await this.#given(signal));
  }

  refused(): boolean {
    return typeof this.#given !== "string";
  }
}

function requireToken(text: string): string {
  if (isHeaderText(text)) return text;
  throw localFault("invalid_option", "token is empty, or holds what no token can");
}
