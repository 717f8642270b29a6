import { and, eq, ne, sql } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import { type TrustRow, trusts } from "./tables";

/** Also names the trust in the audit row. Throws AppError trust_not_found. */
export function requireTrust({ db, audit }: Context, id: string): TrustRow {
  const row = db.select().from(trusts).where(eq(trusts.id, id)).get();
  if (!row) return fail("trust_not_found", { id: safeToEcho(id) });
  audit.annotate({ trust_id: row.id });
  return row;
}

/** `id`: of the trust that may have it already; undefined: none. Throws AppError name_conflict. */
export function checkNameFree({ db }: Pick<Context, "db">, name: string, id: string | undefined): void {
  const others = id === undefined ? undefined : ne(trusts.id, id);
  const taken = db
    .select({ id: trusts.id })
    .from(trusts)
    .where(and(eq(trusts.name, name), others))
    .get();
  if (taken) fail("name_conflict", { field: "name" });
}

export const countTrusts = ({ db }: Pick<Context, "db">): number =>
  db.select({ count: sql<number>`count(*)` }).from(trusts).get()?.count ?? 0;
