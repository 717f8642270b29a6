import { drizzle } from "drizzle-orm/durable-sqlite";

export const openTenantDb = (storage: DurableObjectStorage) => drizzle(storage);
export type TenantDb = ReturnType<typeof openTenantDb>;

/** The same tables, to be read. */
export type ReadDb = Pick<TenantDb, "select" | "selectDistinct">;
