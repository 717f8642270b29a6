import { fail, type Result, refuse } from "../../errors";
import type { Context } from "../../kernel/context";
import type { Core } from "../../kernel/core";
import { configOf } from "../../kernel/deployment";
import { logError } from "../../log";
import type { Integration } from "../tables";
import { VaultClient } from "./client";
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

/** What the session object needs to log in for this integration. Throws AppError internal_error on a row without a secret id. */
export function sessionCall(ctx: Context, row: Integration): SessionCall {
  if (row.secretIdFormat !== SECRET_ID_FORMAT) return fail("internal_error"); // of a later release: not to be guessed
  const { id, address, namespace, authMount, roleId, sealedSecretId, rootKeyId, revision } = row;
  if (address === null || authMount === null || roleId === null || sealedSecretId === null || rootKeyId === null)
    return fail("internal_error");
  const sealed = { keyId: rootKeyId, bytes: new Uint8Array(sealedSecretId) };
  return {
    tenantId: ctx.space.id,
    integrationId: id,
    address,
    namespace,
    authMount,
    roleId,
    sealedSecretId: sealed,
    revision,
  };
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
  return {
    acquire: (call, path) => steady(() => session.acquire(call, path)),
    refused: (call, denial) => steady(() => session.refused(call, denial)),
    login: (call) => steady(() => session.login(call)),
    verify: (call) => steady(() => session.verify(call)),
    forget: () => session.forget(),
  };
}

/** Nobody can use the session of an integration that is not there; what is left in it ends with the lease. */
export async function forgetSession(core: Pick<Core, "space">, id: string): Promise<void> {
  try {
    await vaultSession(core, id).forget();
  } catch {
    logError({ error: "session_not_forgotten", integration_id: id });
  }
}
