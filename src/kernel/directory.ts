import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";
import { AppError } from "../errors";
import { logError } from "../log";

/** D1, to write to: only what implements `DirectoryWriter` holds it. */
export type WritableDirectory = ReturnType<typeof drizzle>;
/** D1: partners, tenants and the broker's records, to be read. A record is changed by `changeDirectory` of an effect alone. */
export type DirectoryDb = Pick<WritableDirectory, "select" | "selectDistinct" | "batch">;
/** A statement that writes. */
export type DirectoryStatement = BatchItem<"sqlite">;
/** Builds the one statement of a change. */
export type Write = (directory: WritableDirectory) => DirectoryStatement;

/**
 * All writing to D1. Every change of a record leaves a receipt in the same transaction, so that whether it took effect can be
 * asked for ever after, and has one answer. All methods throw AppError service_unavailable.
 */
export interface DirectoryWriter {
  /** `neededSinceMs`: the oldest change that may still be asked for; receipts from before it are removed when their hour is over. */
  change(id: string, write: Write, nowMs: number, neededSinceMs: number): Promise<void>;
  /** Did the change take effect? If it has not, it never will. */
  conclude(id: string, nowMs: number): Promise<boolean>;
  /** What changes no record: the same secret under another root key, counts of records. It may be repeated, and leaves no row. */
  maintain(write: Write): Promise<void>;
}

export const openDirectory = (db: D1Database): DirectoryDb => drizzle(db);
export const openWritableDirectory = (db: D1Database): WritableDirectory => drizzle(db);

/** A statement's answer. A fault of D1 is a passing one; its message holds bound values and goes nowhere. */
export async function askDirectory<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch {
    logError({ error: "directory_unavailable" });
    throw new AppError({ code: "service_unavailable" });
  }
}
