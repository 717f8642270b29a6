import type { Detail } from "../errors";

/**
 * An entry of the audit log, as it is hashed and shown. `hash` is the SHA-256 of: hash of the row before, a line feed, the
 * entry without `hash` as canonical JSON (RFC 8785). Before row 1 stand 64 zeros.
 */
export type AuditEntry = {
  readonly id: string;
  readonly seq: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly timestamp: string;
  readonly action: string;
  readonly identity_type: string;
  readonly identity_id: string;
  readonly actor_tenant_id: string | null;
  readonly tenant_id: string;
  readonly token_id: string | null;
  readonly secret_path: string | null;
  readonly source_ip: string | null;
  readonly user_agent: string | null;
  readonly success: boolean;
  readonly error_code: string | null;
  readonly duration_ms: number;
  readonly request_id: string | null;
  readonly extra_data: { readonly [key: string]: Detail };
};

/** A row to be: what the journal adds is its id, its place in the chain, and the hash. */
export type Draft = Omit<AuditEntry, "id" | "seq" | "timestamp"> & {
  readonly timestampMs: number;
};

/** The space's log, to whoever writes rows by itself. What it promises is told at its class. */
export interface JournalWriter {
  /** Rows of something that is done already. Rejects with NotDurable. */
  record(rows: readonly Draft[]): Promise<void>;
  /** Work and its rows in one transaction. Rejects with what `run` throws (nothing is written then), or NotDurable. */
  change<T>(run: () => { value: T; rows: readonly Draft[] }): Promise<T>;
}

/** The audit row could not be made durable: whatever was done must not be told to the caller. */
export class NotDurable extends Error {
  override readonly name = "NotDurable";
}
