import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Via } from "./lifetime";
import { tokens } from "./tables";

/**
 * Tokens that logins of one kind gave by one role or trust, and that nobody revoked. A trust's are also those that its bearers made
 * for themselves: one without a parent would live on without it. The index asks for the conditions as they stand here.
 */
export const tokensOfLogin = (via: Exclude<Via, "api" | "child">, viaId: string): SQL =>
  and(
    via === "trust" ? inArray(tokens.via, ["trust", "child"]) : eq(tokens.via, via),
    eq(tokens.viaId, viaId),
    isNull(tokens.revokedAtMs),
  ) ?? sql`0`;
