import type { DirectoryDb } from "../kernel/directory";
import { partners, receipts, rootKeyUses, tenants } from "./tables";

/** A query of no row on each table with all of its columns: it fails where a migration is missing. */
export const directoryProbes = (directory: DirectoryDb) =>
  [partners, tenants, rootKeyUses, receipts].map((table) => directory.select().from(table).limit(0));
