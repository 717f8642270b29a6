import type { Json } from "./mask";

/** A difference that is meant, told to people in `docs/vault-differences.md`; a test keeps both equal. */
export interface Difference {
  /** Where it shows: `{case} > {call} > {field}`, `*` for any text. Each must be needed. */
  readonly on: readonly string[];
  /** What exactly is answered, where it is always the same. */
  readonly judge?: Json;
  readonly ours?: Json;
  readonly what: string;
  readonly openbao: string;
  readonly postern: string;
  readonly why: string;
}

export const DIFFERENCES: readonly Difference[] = [];
