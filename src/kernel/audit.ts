import { type Detail, type Details, type Failure, wireOf } from "../errors";
import type { Actor } from "./actor";
import type { Meta } from "./call";
import type { Space } from "./space";

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

/** The keys of an entry, in the order in which clients see them. */
export const ENTRY_KEYS = [
  "id",
  "seq",
  "timestamp",
  "action",
  "identity_type",
  "identity_id",
  "actor_tenant_id",
  "tenant_id",
  "token_id",
  "secret_path",
  "source_ip",
  "user_agent",
  "success",
  "error_code",
  "duration_ms",
  "request_id",
  "extra_data",
] as const satisfies readonly (keyof AuditEntry)[];

/** An entry as it is kept and shown. */
export type StoredEntry = AuditEntry & { readonly hash: string };
export const STORED_KEYS = [...ENTRY_KEYS, "hash"] as const satisfies readonly (keyof StoredEntry)[];

/** A row to be: what the journal adds is its id, its place in the chain, and the hash. */
export type NewAuditEntry = Omit<AuditEntry, "id" | "seq" | "timestamp"> & {
  readonly timestampMs: number;
};

/** Who a row is of. `homeId`: the space that the identity is of; null: of none. */
type Subject = Pick<Actor, "identityId" | "identityType" | "tokenId" | "homeId"> & Partial<Pick<Actor, "trustId">>;
/** What a row tells besides who, when and from where. */
interface Doing {
  readonly action: string;
  readonly extra_data: Details;
  readonly secretPath: string | null;
  readonly error?: Failure;
}

/** A row about a call, or another piece of work, that lasted from `beganMs` to `endMs`. */
const rowOf = (
  { id }: Pick<Space, "id">,
  { beganMs, endMs }: { readonly beganMs: number; readonly endMs: number },
  from: { readonly [K in keyof Meta]: Meta[K] | null },
  subject: Subject,
  { action, extra_data, secretPath, error }: Doing,
): NewAuditEntry => ({
  timestampMs: endMs,
  action,
  identity_type: subject.identityType,
  identity_id: subject.identityId,
  actor_tenant_id: subject.homeId,
  tenant_id: id,
  token_id: subject.tokenId,
  secret_path: secretPath,
  source_ip: from.ip,
  user_agent: from.userAgent,
  success: error === undefined,
  error_code: error ? wireOf(error.code).code : null,
  duration_ms: Math.max(0, endMs - beganMs),
  request_id: from.requestId,
  extra_data: {
    // What the row is about comes before by whose word its actor is here, which is told beside it then.
    ...(subject.trustId ? { trust_id: subject.trustId } : {}),
    ...extra_data,
    ...(subject.trustId && (extra_data.trust_id ?? subject.trustId) !== subject.trustId
      ? { by_trust_id: subject.trustId }
      : {}),
    ...(from.source ? { source: from.source } : {}),
  },
});

interface Origin {
  readonly space: Pick<Space, "id">;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** A row about a call that began at `now`, in milliseconds. */
export const newEntry = (
  { space, clock }: Origin,
  meta: Meta,
  now: number,
  subject: Subject,
  doing: Doing,
): NewAuditEntry => rowOf(space, { beganMs: now, endMs: clock() }, meta, subject, doing);

/** A row about this call for another space's log. */
export const entryFor = (
  { clock, meta, now, actor }: Origin & { readonly meta: Meta; readonly now: number; readonly actor: Actor },
  spaceId: string,
  action: string,
  extra_data: Details,
): NewAuditEntry =>
  newEntry({ space: { id: spaceId }, clock }, meta, now, actor, { action, extra_data, secretPath: null });

const SCHEDULER: Subject = { identityId: "system:scheduler", identityType: "system", tokenId: null, homeId: null };
const NO_REQUEST = { requestId: null, ip: null, userAgent: null } as const;

/** A row of the object's own work, which nobody asked for. */
export const schedulerEntry = (
  { space }: Pick<Origin, "space">,
  nowMs: number,
  { action, secretPath = null, extra }: { action: string; secretPath?: string | null; extra: Details },
): NewAuditEntry =>
  rowOf(space, { beganMs: nowMs, endMs: nowMs }, NO_REQUEST, SCHEDULER, { action, extra_data: extra, secretPath });

/** The space's log, to whoever writes rows by itself. What it promises is told at its class. */
export interface JournalWriter {
  /** Rows of something that is done already. Rejects with NotDurable. */
  record(rows: readonly NewAuditEntry[]): Promise<void>;
  /** Work and its rows in one transaction. Rejects with what `run` throws (nothing is written then), or NotDurable. */
  change<T>(run: () => { value: T; rows: readonly NewAuditEntry[] }): Promise<T>;
}

/** The audit row could not be made durable: whatever was done must not be told to the caller. */
export class NotDurable extends Error {
  override readonly name = "NotDurable";
}
