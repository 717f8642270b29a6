import type { Json } from "../mask";

/** A difference that is meant, told to people in `docs/vault-differences.md`; a test keeps both equal. */
export interface Difference {
  /** Where it shows: `{case} > {call} > {field}`, `*` for any text. Each must be needed. */
  readonly on: readonly string[];
  /** What exactly is answered, where it is always the same. */
  readonly judge?: Json;
  readonly ours?: Json;
  /** The judge's list is ours but for this. */
  readonly without?: string;
  readonly what: string;
  readonly openbao: string;
  readonly postern: string;
  readonly why: string;
}

/** Where OpenBao does what is refused here. */
export const REFUSED_HERE = { judge: 200, ours: 400 } as const;
