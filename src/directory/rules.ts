import { eq, type SQL, sql } from "drizzle-orm";
import { randomText } from "../crypto/random";
import { AppError, fail, type Result, unwrap } from "../errors";
import { type Actor, isOperator } from "../kernel/actor";
import { partners, tenants } from "./tables";

export const newSlug = (): string => randomText("abcdefghijklmnopqrstuvwxyz0123456789", 12);

/** The operator sees all; a partner's token and a tenant's see that one partner. */
export const visiblePartner = (actor: Actor): SQL | undefined =>
  isOperator(actor) ? undefined : eq(partners.id, actor.partnerId ?? "");

/** The operator sees all; a partner's token its tenants; a tenant's itself. */
export function visibleTenants(actor: Actor): SQL | undefined {
  if (isOperator(actor)) return undefined;
  if (actor.homeId === null) return sql`false`;
  return actor.homeId.startsWith("ptn_") ? eq(tenants.partnerId, actor.homeId) : eq(tenants.id, actor.homeId);
}

export function requireOperator(actor: Actor): void {
  if (!isOperator(actor)) fail("access_denied", { required_role: "operator" });
}

/** The partner that the actor administers, or undefined. */
export const ownPartner = (actor: Actor): string | undefined =>
  actor.roles.includes("partner_admin") && actor.homeId !== null ? actor.homeId : undefined;

/** An object that can't be reached is a passing fault. */
export async function reach<T>(ask: () => Promise<Result<T>>): Promise<T> {
  const reply = await ask().catch(() => {
    throw new AppError({ code: "service_unavailable" });
  });
  return unwrap(reply);
}
