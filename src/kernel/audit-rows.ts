import { type Details, type Failure, wireOf } from "../errors";
import type { Actor } from "./actor";
import type { Draft } from "./audit";
import type { Meta } from "./call";
import type { Context } from "./context";
import type { Core } from "./core";

type Subject = Pick<Actor, "identityId" | "identityType" | "tokenId"> & { readonly homeId: string | null };

export function draft(
  core: Pick<Core, "clock" | "space">,
  meta: Meta,
  now: number,
  subject: Subject,
  rest: Pick<Draft, "action" | "extra_data"> & { secretPath: string | null; error?: Failure },
): Draft {
  const endMs = core.clock();
  return {
    timestampMs: endMs,
    action: rest.action,
    identity_type: subject.identityType,
    identity_id: subject.identityId,
    actor_tenant_id: subject.homeId,
    tenant_id: core.space.id,
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

/** A row of the object's own work, which nobody asked for. */
export const schedulerRow = (
  { space }: Pick<Core, "space">,
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
