import { utf8 } from "../crypto/encoding";

/**
 * Free words about a token. They are copied into each token that a login gives, shown in lists and held in memory with the tokens
 * in use: a limit for each word would let a call of some bytes keep a hundred thousand.
 */
export const MAX_METADATA_KEYS = 64;
export const MAX_METADATA_BYTES = 4096;

export const isMetadataTooLong = (given: Readonly<Record<string, string>>): boolean =>
  utf8(JSON.stringify(given)).length > MAX_METADATA_BYTES;
