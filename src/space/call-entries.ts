import { type Details, type Failure, wireOf } from "../errors";
import { type NewAuditEntry, newEntry } from "../kernel/audit";
import type { Call } from "../kernel/call";
import type { Context } from "../kernel/context";
import type { Core } from "../kernel/core";
import type { Requirements } from "../kernel/operation";
import type { Admission } from "./admission";

/** Faults of form leave no row; refusals, what the vault refused, and what broke down do. */
export function isRecorded({ code }: Failure): boolean {
  const { status } = wireOf(code);
  return [403, 404, 409, 410, 412].includes(status) || status >= 500 || code.startsWith("vault_");
}

export function callEntries(ctx: Context, operation: Requirements, error: Failure | undefined): NewAuditEntry[] {
  const { audit, actor, meta, now } = ctx;
  const action = audit.action ?? (error ? failedActionOf(operation) : operation.action);
  if (action === null) return [];
  const fault = error ? { error } : {};
  const { secretPath } = audit;
  const extra = { ...resourceOf(operation), ...audit.extra };
  if (!error && audit.paths.length > 0)
    return audit.paths.map(({ path, extra: about, error: refused }) =>
      newEntry(ctx, meta, now, actor, {
        action,
        extra_data: { ...extra, ...about },
        secretPath: path,
        ...(refused ? { error: refused } : {}),
      }),
    );
  const own = newEntry(ctx, meta, now, actor, { action, extra_data: extra, secretPath, ...fault });
  const more = error ? [] : audit.more;
  return [
    own,
    ...more.map((row) =>
      newEntry(ctx, meta, now, actor, { action: row.action, extra_data: row.extra, secretPath: null }),
    ),
    ...(error ? [] : audit.entries),
  ];
}

export function refusalEntries(
  core: Core,
  operation: Requirements,
  call: Call,
  now: number,
  refusal: Extract<Admission, { ok: false }>,
): NewAuditEntry[] {
  const action = refusal.action ?? failedActionOf(operation);
  if (!refusal.actor || action === null || !(refusal.action || isRecorded(refusal.error))) return [];
  const subject = {
    ...refusal.actor,
    homeId: core.space.kind === "operator" ? null : core.space.id,
    ...homeOf(refusal.actor),
  };
  const { secretPath = null, error } = refusal;
  const extra = refusal.action ? (refusal.extra ?? {}) : resourceOf(operation);
  const rest = { action, extra_data: extra, secretPath, error };
  return [newEntry(core, call.meta, now, subject, rest)];
}

const failedActionOf = ({ action, failedAction }: Requirements): string | null => failedAction ?? action;

const resourceOf = ({ resource }: Requirements): Details => (resource === undefined ? {} : { resource });

const homeOf = (actor: object): { homeId?: string | null } =>
  "homeId" in actor ? { homeId: actor.homeId as string | null } : {};
