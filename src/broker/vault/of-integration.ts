import type { Sealed } from "../../crypto/keyring";
import { fail, type Result, refuse } from "../../errors";
import type { Context } from "../../kernel/context";
import type { Core } from "../../kernel/core";
import { configOf } from "../../kernel/deployment";
import { logError } from "../../log";
import type { Integration } from "../tables";
import { VaultClient } from "./client";
import { keptLeases, withKeptLeases } from "./kept-leases";
import { SECRET_ID_FORMAT } from "./secret-id";
import type { SessionCall, SessionRpc } from "./session/rpc";
import { vaultSession } from "./sessions";

/** The integration's vault for the length of one request. */
export const vaultOf = (ctx: Context, row: Integration): VaultClient =>
  new VaultClient({
    session: sessionOf(ctx, row.id),
    call: sessionCall(ctx, row),
    kvVersion: row.kvVersion === 1 ? 1 : 2,
    allow: configOf(ctx).outboundAllow,
    now: ctx.clock,
  });

/** What the session object needs to log in for this integration. Throws AppError internal_error on a row that lacks a part of it. */
export function sessionCall(ctx: Context, row: Integration): SessionCall {
  const { id, address, namespace, authMount, roleId, revision } = row;
  if (address === null || authMount === null || roleId === null) return fail("internal_error");
  return {
    tenantId: ctx.space.id,
    integrationId: id,
    address,
    namespace,
    authMount,
    roleId,
    sealedSecretId: sealedIn(row),
    revision,
  };
}

/** Null: there is none, which all three columns say. Throws AppError internal_error: only some do, or the form is of a later release. */
function sealedIn({ sealedSecretId, secretIdFormat, rootKeyId }: Integration): Sealed | null {
  if (sealedSecretId === null && secretIdFormat === null && rootKeyId === null) return null;
  if (sealedSecretId === null || secretIdFormat !== SECRET_ID_FORMAT || rootKeyId === null)
    return fail("internal_error");
  return { keyId: rootKeyId, bytes: new Uint8Array(sealedSecretId) };
}

/** A session object that can't be reached, or was reset under way, is a passing fault: it is not asked again. */
export function sessionOf(ctx: Context, id: string): SessionRpc {
  const session = vaultSession(ctx, id);
  const steady = async <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await ask();
    } catch {
      logError({ error: "session_unavailable", request_id: ctx.meta.requestId });
      return refuse("service_unavailable");
    }
  };
  const asked: SessionRpc = {
    acquire: (call, path) => steady(() => session.acquire(call, path)),
    refused: (call, denial) => steady(() => session.refused(call, denial)),
    login: (call) => steady(() => session.login(call)),
    verify: (call) => steady(() => session.verify(call)),
    forget: () => session.forget(),
  };
  return withKeptLeases(asked, keptLeases(ctx), ctx.clock);
}

/** Nobody can use the session of an integration that is not there; what is left in it ends with the lease. */
export async function forgetSession(core: Pick<Core, "space">, id: string): Promise<void> {
  keptLeases(core).drop(id);
  try {
    await vaultSession(core, id).forget();
  } catch {
    logError({ error: "session_not_forgotten", integration_id: id });
  }
}
