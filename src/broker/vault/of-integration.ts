import { AppError, type Failure, type Result, refuse } from "../../errors";
import type { Context } from "../../kernel/context";
import { sessionCall } from "../integrations/queries";
import type { Integration } from "../tables";
import { VaultClient } from "./client";
import type { SessionRpc } from "./session/rpc";
import { vaultSessions } from "./sessions";

/** The integration's vault for the length of one request. */
export const vaultOf = (ctx: Context, row: Integration): VaultClient =>
  new VaultClient({
    session: sessionOf(ctx, row.id),
    call: sessionCall(ctx, row),
    kvVersion: row.kvVersion === 1 ? 1 : 2,
    allow: ctx.config.outboundAllow,
    now: ctx.clock,
  });

/** A test tells what the vault did. What broke down on our side says nothing about the vault, and is the answer itself. */
export function rethrowOwnFault(failure: Failure): void {
  if (!failure.code.startsWith("vault_")) throw new AppError(failure);
}

/** A session object that can't be reached, or was reset under way, is a passing fault: it is not asked again. */
export function sessionOf(ctx: Context, id: string): SessionRpc {
  const session = vaultSessions(ctx)(id);
  const steady = async <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await ask();
    } catch {
      const { requestId } = ctx.meta;
      console.error(JSON.stringify({ level: "error", error: "session_unavailable", request_id: requestId }));
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
