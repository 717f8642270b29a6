import { drizzle } from "drizzle-orm/durable-sqlite";

export const openSpaceDb = (storage: DurableObjectStorage) => drizzle(storage);
export type SpaceDb = ReturnType<typeof openSpaceDb>;

/** The same tables, to be read. */
export type ReadDb = Pick<SpaceDb, "select" | "selectDistinct">;
