import { eq } from "drizzle-orm";
import type { HookContext } from "../kernel/hooks";
import { revokeFamily } from "./family";
import { tokens } from "./tables";

/** All tokens of an identity that goes are dead from this instant on; the caller's audit row says how many. */
export function revokeTokensOf(ctx: HookContext, identityId: string): void {
  ctx.audit.annotate({ tokens_revoked: revokeFamily(ctx, eq(tokens.identityId, identityId)) });
}
