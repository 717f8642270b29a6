import { parseServerUrl } from "../../library/calls/address.ts";
import { isPosternError } from "../../library/errors.ts";
import { usageError } from "../shell/exit.ts";
import type { GlobalOptions } from "./options.ts";

/** An address as it was given. */
export interface GivenAddress {
  readonly text: string;
  /** Where it stood: an option, a variable, or words such as `the address`. */
  readonly by: string;
}

/** What says at each call where Postern is. */
export function addressGiven(
  { url }: GlobalOptions,
  { POSTERN_URL: variable }: Readonly<Record<string, string | undefined>>,
): GivenAddress | undefined {
  if (url !== undefined) return { text: url, by: "--url" };
  return variable ? { text: variable, by: "POSTERN_URL" } : undefined;
}

/** An address of Postern's, without a slash at its end. Throws CliError. */
export const posternAddress = (given: GivenAddress): string =>
  serverAddress(given, "https://postern.example, or http://127.0.0.1:8787 on this machine");

/**
 * A server's address without a slash at its end. `example`: what would be one. Throws CliError, which names where the address stood and repeats
 * nothing of it: a token may have been put there.
 */
export function serverAddress({ text, by }: GivenAddress, example: string): string {
  const next = `${nextBy(by)}${example}`;
  if (!text.includes("://")) throw usageError(`${by} is no address: it has no https:// or http:// in front`, next);
  try {
    return parseServerUrl(text);
  } catch (error) {
    if (!isPosternError(error, "invalid_option")) throw error;
    throw usageError(`${by} ${error.message.replace(/^invalid_option: url /, "")}`, next);
  }
}

/** An option and a variable have their value behind them. What a profile has, or was typed, is given anew by signing in. */
function nextBy(by: string): string {
  if (by.startsWith("--")) return `${by} `;
  return /^[A-Z_]+$/.test(by) ? `${by}=` : "postern login --url ";
}
