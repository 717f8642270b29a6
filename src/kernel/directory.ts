import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";
import { AppError } from "../errors";

/** D1, to write to: only `DirectoryWriter` holds it. */
export type WritableDirectory = ReturnType<typeof drizzle>;
/** D1: partners, tenants and the broker's records, to be read. A record is changed by `changeDirectory` of an effect alone. */
export type DirectoryDb = Pick<WritableDirectory, "select" | "selectDistinct" | "batch">;
/** A statement that writes. */
export type DirectoryStatement = BatchItem<"sqlite">;

export const openDirectory = (db: D1Database): DirectoryDb => drizzle(db);
export const openWritableDirectory = (db: D1Database): WritableDirectory => drizzle(db);

/** A statement's answer. A fault of D1 is a passing one; its message holds bound values and goes nowhere. */
export async function askDirectory<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch {
    console.error(JSON.stringify({ level: "error", error: "directory_unavailable" }));
    throw new AppError({ code: "service_unavailable" });
  }
}
