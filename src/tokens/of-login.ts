import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Via } from "./lifetime";
import { tokens } from "./tables";

/** Tokens that logins of one kind gave by one role, and that nobody revoked. The index asks for the conditions as they stand here. */
export const tokensOfLogin = (via: Exclude<Via, "api" | "child">, viaId: string): SQL =>
  and(eq(tokens.via, via), eq(tokens.viaId, viaId), isNull(tokens.revokedAtMs)) ?? sql`0`;
