import type { Context } from "../../tenant/context";
import { VaultClient } from "../../upstream/vault-client";
import type { Integration } from "../store";
import { sessionCall } from "./records";

/** The integration's vault for the length of one request. */
export const vaultOf = (ctx: Context, row: Integration): VaultClient =>
  new VaultClient({
    session: ctx.session(row.id),
    call: sessionCall(ctx, row),
    kvVersion: row.kvVersion === 1 ? 1 : 2,
    allow: ctx.config.outboundAllow,
    now: ctx.clock,
  });
