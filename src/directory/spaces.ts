import { eq } from "drizzle-orm";
import type { DirectoryDb } from "../kernel/directory";
import type { Space } from "../kernel/space";
import { partners, tenants } from "./tables";

/** A space as the directory knows it, or undefined. */
export async function findSpace(directory: DirectoryDb, id: string): Promise<Space | undefined> {
  if (id.startsWith("ptn_")) {
    const partner = await directory.select().from(partners).where(eq(partners.id, id)).get();
    return (
      partner && { id, kind: "partner", partnerId: null, status: partner.status, createdAtMs: partner.createdAtMs }
    );
  }
  const tenant = await directory.select().from(tenants).where(eq(tenants.id, id)).get();
  return (
    tenant && {
      id,
      kind: "tenant",
      partnerId: tenant.partnerId,
      status: tenant.status,
      createdAtMs: tenant.createdAtMs,
    }
  );
}
