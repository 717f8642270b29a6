import { auditRows, newTenant, type TestTenant } from "../support/api";
import { plant } from "./planted";

export const verify = async (tenant: TestTenant, query = "") => (await tenant.api(`GET /v1/audit/verify${query}`)).body;

export const hashAt = async (tenant: TestTenant, seq: number) =>
  (await auditRows(tenant.stub)).find((row) => row.seq === seq)?.hash as string;

/** A log of `3 + count` rows: setting up a tenant leaves three. */
export async function tenantWith(count: number): Promise<TestTenant> {
  const tenant = await newTenant();
  await plant(tenant, count, (i) => ({ secret_path: `shop/${i}` }));
  return tenant;
}
