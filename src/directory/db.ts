import { drizzle } from "drizzle-orm/d1";
import { AppError } from "../errors";

/** D1: partners, tenants and the broker's records. */
export const openDirectory = (db: D1Database) => drizzle(db);
export type DirectoryDb = ReturnType<typeof openDirectory>;

/** A statement's answer. A fault of D1 is a passing one; its message holds bound values and goes nowhere. */
export async function askDirectory<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch {
    console.error(JSON.stringify({ level: "error", error: "directory_unavailable" }));
    throw new AppError({ code: "service_unavailable" });
  }
}
