import type { IdentityType } from "./actor";

/** What each event says. Names, numbers and ids, never a value; times are whole seconds, as in the answers of the API. */
export interface EventData {
  "secret.created": {
    readonly version: number;
    readonly secret_type: string;
    readonly created_by: string;
    readonly tags: readonly string[];
    readonly expires_at: string | null;
  };
  "secret.updated": {
    readonly old_version: number;
    readonly new_version: number;
    readonly updated_by: string;
    readonly is_rotation: boolean;
  };
  "secret.deleted": {
    /** How many versions the call deleted. */
    readonly version_count: number;
    readonly deleted_by: string;
    readonly permanent: boolean;
    /** Only if soft. */
    readonly recoverable_until?: string;
    /** Only if one version was deleted. */
    readonly version?: number;
  };
  "secret.rotated": Policied<string | null> & {
    readonly old_version: number;
    readonly new_version: number;
    readonly grace_period_ends: string;
    readonly auto_generated: boolean;
  };
  "secret.expiring": { readonly expires_at: string; readonly days_remaining: number; readonly threshold: string };
  "secret.expired": { readonly expires_at: string };
  "secret.restored": { readonly version: number; readonly restored_by: string };
  "secret.accessed": { readonly version: number; readonly accessed_by: string };
  "policy.created": NamedPolicy;
  "policy.updated": NamedPolicy;
  "policy.deleted": NamedPolicy;
  "policy.binding.created": PolicyBinding;
  "policy.binding.deleted": PolicyBinding;
  "policy.violation": { readonly permission: string; readonly reason: string; readonly source_ip: string | null };
  /** Of a credential that was changed; patterns as the answers of the API spell them. */
  "credential.domains_changed": {
    readonly credential_id: string;
    readonly added: readonly string[];
    readonly removed: readonly string[];
  };
  /** A run that ended well: `authenticated`, or `filled`, where nothing was to be sent. */
  "credential.authenticated": Authentication & { readonly status: string };
  "credential.authentication_failed": Authentication & { readonly code: string | null };
  "rotation.due": Policied<string> & { readonly due_at: string } & (
      | { readonly warn_before: string }
      | { readonly due_now: true }
    );
  "rotation.overdue": Policied<string> & { readonly due_at: string; readonly overdue_since: string };
  "rotation.completed": Policied<string> & {
    readonly old_version: number;
    readonly new_version: number;
    readonly trigger: "schedule" | "manual" | "put";
    readonly next_rotation: string | null;
  };
  "rotation.failed": Policied<string> & {
    readonly reason: "secret_policy_required" | "secret_expired" | "version_not_found" | "internal";
    readonly attempt: number;
    /** Null: it was the last try. */
    readonly next_attempt_at: string | null;
  };
  /** A wrapping token was shown again after its answer was given: who came first may have been somebody else. */
  "wrapping.unwrap_refused": {
    readonly accessor: string;
    readonly creation_path: string;
    readonly wrapped_by: string;
    readonly used_at: string;
    readonly source_ip: string | null;
  };
}
interface Authentication {
  readonly credential_id: string;
  readonly authentication_id: string;
  readonly mode: string;
  readonly verdict: string | null;
  readonly host: string | null;
}
interface Policied<Id> {
  readonly rotation_policy_id: Id;
  readonly rotation_policy_name: Id;
}
interface NamedPolicy {
  readonly policy_id: string;
  readonly name: string;
}
interface PolicyBinding {
  readonly policy_id: string;
  readonly binding_id: string;
  readonly identity_type: Exclude<IdentityType, "system">;
  readonly identity_id: string;
}

export type EventType = keyof EventData;
/** Sent by the test call only; nobody subscribes to it. */
export const TEST_EVENT = "webhook.test";

const ALL: Readonly<Record<EventType, true>> = {
  "secret.created": true,
  "secret.updated": true,
  "secret.deleted": true,
  "secret.rotated": true,
  "secret.expiring": true,
  "secret.expired": true,
  "secret.restored": true,
  "secret.accessed": true,
  "policy.created": true,
  "policy.updated": true,
  "policy.deleted": true,
  "policy.binding.created": true,
  "policy.binding.deleted": true,
  "policy.violation": true,
  "credential.domains_changed": true,
  "credential.authenticated": true,
  "credential.authentication_failed": true,
  "rotation.due": true,
  "rotation.overdue": true,
  "rotation.completed": true,
  "rotation.failed": true,
  "wrapping.unwrap_refused": true,
};
export const EVENT_TYPES = Object.keys(ALL) as [EventType, ...EventType[]];

/** What filters look at, besides the path. */
export interface EventSubject {
  readonly secretType: string;
  readonly tags: readonly string[];
}
/** An event to be: what happened. Who, when and on which request is known to whoever takes it. */
export type NewEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly data: EventData[T];
    /** The path of a secret, where there is one. */
    readonly path?: string;
    /** The secret at that path, where there is one. */
    readonly secret?: EventSubject;
    /** Webhooks that get it whatever they subscribe to. */
    readonly webhookIds?: readonly string[];
  };
}[EventType];

/** Takes part in the transaction of the cause: what is rolled back or refused sends nothing. */
export type Emit = (event: NewEvent) => void;

/** Who caused an event, when, and on which request. */
export interface Source {
  readonly identityId: string;
  /** Null: the scheduler's own work. */
  readonly requestId: string | null;
  readonly nowMs: number;
}

export const schedulerSource = (nowMs: number): Source => ({
  identityId: "system:scheduler",
  requestId: null,
  nowMs,
});
