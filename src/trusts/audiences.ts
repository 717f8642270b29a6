import { eq } from "drizzle-orm";
import type { DirectoryDb } from "../kernel/directory";
import { trustAudiences } from "./audience-tables";

/** A query of no row, with all columns: it fails where a migration is missing. */
export const audienceProbe = (directory: DirectoryDb) => directory.select().from(trustAudiences).limit(0);

/** The tenant of whose trusts one has this audience, as the directory knows it. Rejects if the directory does not answer. */
export async function findTenantOfAudience(directory: DirectoryDb, audience: string): Promise<string | undefined> {
  const row = await directory.select().from(trustAudiences).where(eq(trustAudiences.audience, audience)).get();
  return row?.tenantId;
}
