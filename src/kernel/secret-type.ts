/** A label, it checks nothing. */
export const SECRET_TYPES = ["kv", "json", "certificate", "ssh_key", "api_key"] as const;
export type SecretType = (typeof SECRET_TYPES)[number];

export const MAX_DATA_BYTES = 1_048_576;
