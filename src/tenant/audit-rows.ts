import { type Details, type Failure, wireOf } from "../errors";
import type { Actor } from "./actor";
import type { Admission } from "./admission";
import type { Context, Rooms } from "./context";
import type { Draft } from "./journal";
import type { Call, Meta, Terms } from "./operation";

/** Faults of form leave no row; refusals, what the vault refused, and what broke down do. */
export function isRecorded({ code }: Failure): boolean {
  const { status } = wireOf(code);
  return [403, 404, 409, 410, 412].includes(status) || status >= 500 || code.startsWith("vault_");
}

type Subject = Pick<Actor, "identityId" | "identityType" | "tokenId"> & { readonly homeId: string | null };

function draft(
  rooms: Rooms,
  meta: Meta,
  now: number,
  subject: Subject,
  rest: Pick<Draft, "action" | "extra_data"> & { secretPath: string | null; error?: Failure },
): Draft {
  const endMs = rooms.clock();
  return {
    timestampMs: endMs,
    action: rest.action,
    identity_type: subject.identityType,
    identity_id: subject.identityId,
    actor_tenant_id: subject.homeId,
    tenant_id: rooms.space.id,
    token_id: subject.tokenId,
    secret_path: rest.secretPath,
    source_ip: meta.ip,
    user_agent: meta.userAgent,
    success: rest.error === undefined,
    error_code: rest.error ? wireOf(rest.error.code).code : null,
    duration_ms: Math.max(0, endMs - now),
    request_id: meta.requestId,
    extra_data: rest.extra_data,
  };
}

export function callRows(ctx: Context, terms: Terms, error: Failure | undefined): Draft[] {
  if (terms.action === null) return [];
  const { trail, actor, meta, now } = ctx;
  const fault = error ? { error } : {};
  const action = error && terms.failedAction ? terms.failedAction : terms.action;
  const { secretPath } = trail;
  const extra = { ...resourceOf(terms), ...trail.extra };
  if (!error && trail.paths.length > 0)
    return trail.paths.map(({ path, extra: about, error: refused }) =>
      draft(ctx, meta, now, actor, {
        action,
        extra_data: { ...extra, ...about },
        secretPath: path,
        ...(refused ? { error: refused } : {}),
      }),
    );
  const own = draft(ctx, meta, now, actor, { action, extra_data: extra, secretPath, ...fault });
  const more = error ? [] : trail.more;
  return [
    own,
    ...more.map((row) => draft(ctx, meta, now, actor, { action: row.action, extra_data: row.extra, secretPath: null })),
    ...(error ? [] : trail.drafts),
  ];
}

export function refusalRows(
  rooms: Rooms,
  terms: Terms,
  call: Call,
  now: number,
  refusal: Extract<Admission, { ok: false }>,
): Draft[] {
  const action = refusal.action ?? (terms.action === null ? null : (terms.failedAction ?? terms.action));
  if (!refusal.actor || action === null || !(refusal.action || isRecorded(refusal.error))) return [];
  const subject = {
    ...refusal.actor,
    homeId: rooms.space.kind === "operator" ? null : rooms.space.id,
    ...homeOf(refusal.actor),
  };
  const { secretPath = null, error } = refusal;
  const extra = refusal.action ? (refusal.extra ?? {}) : resourceOf(terms);
  const rest = { action, extra_data: extra, secretPath, error };
  return [draft(rooms, call.meta, now, subject, rest)];
}

const resourceOf = ({ resource }: Terms): Details => (resource === undefined ? {} : { resource });

const homeOf = (actor: object): { homeId?: string | null } =>
  "homeId" in actor ? { homeId: actor.homeId as string | null } : {};

/** A row of the object's own work, which nobody asked for. */
export const schedulerRow = (
  { space }: Pick<Rooms, "space">,
  nowMs: number,
  { action, secretPath = null, extra }: { action: string; secretPath?: string | null; extra: Details },
): Draft => ({
  timestampMs: nowMs,
  action,
  identity_type: "system",
  identity_id: "system:scheduler",
  actor_tenant_id: null,
  tenant_id: space.id,
  token_id: null,
  secret_path: secretPath,
  source_ip: null,
  user_agent: null,
  success: true,
  error_code: null,
  duration_ms: 0,
  request_id: null,
  extra_data: extra,
});

/** A row about this call for another space's log. */
export const rowFor = (ctx: Context, spaceId: string, action: string, extra: Details): Draft => ({
  ...draft(ctx, ctx.meta, ctx.now, ctx.actor, { action, extra_data: extra, secretPath: null }),
  tenant_id: spaceId,
});
