import { eq } from "drizzle-orm";
import type { DirectoryDb } from "../kernel/directory";
import { trustAudiences } from "./audience-tables";

/** The tenant of whose trusts one has this audience, as the directory knows it. Rejects if the directory does not answer. */
export async function findTenantOfAudience(directory: DirectoryDb, audience: string): Promise<string | undefined> {
  const row = await directory.select().from(trustAudiences).where(eq(trustAudiences.audience, audience)).get();
  return row?.tenantId;
}
