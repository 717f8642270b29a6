import { eq } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { fail } from "../errors";
import type { ReadDb } from "./db";

/** A table of records that have a name each, which no other record of the space has. */
export type NamedTable = SQLiteTable & { readonly id: SQLiteColumn; readonly name: SQLiteColumn };

/** `ownId`: the record that is to have the name, where there is one already. Throws AppError name_conflict if another record has it. */
export function checkName({ db }: { readonly db: ReadDb }, table: NamedTable, name: string, ownId?: string): void {
  const taken = db.select({ id: table.id }).from(table).where(eq(table.name, name)).get();
  if (taken && taken.id !== ownId) fail("name_conflict", { field: "name" });
}
