import type { VaultAnswer } from "./answer";
import { nothingHere } from "./fault";

/** A list of names. Nothing to be listed is an address that is not there. Throws AppError not_found. */
export function keysAnswer(keys: readonly string[], warnings: readonly string[] = []): VaultAnswer {
  if (keys.length === 0) throw nothingHere();
  return { data: JSON.stringify({ keys }), warnings };
}
