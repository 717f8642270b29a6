import { inArray, type SQLWrapper } from "drizzle-orm";
import type { Context } from "../kernel/context";
import { secrets } from "./tables";

/** For a policy that goes, which may have thousands: without a new `updated_at`. `ids`: of secrets, as a query. */
export function secretsWithoutPolicy({ db }: Pick<Context, "db">, ids: SQLWrapper): void {
  db.update(secrets).set({ rotationPolicyId: null }).where(inArray(secrets.id, ids)).run();
}
