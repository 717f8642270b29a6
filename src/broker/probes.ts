import type { DirectoryDb } from "../kernel/directory";
import { browsers, credentials, vaultIntegrations } from "./tables";

/** A query of no row on each table with all of its columns: it fails where a migration is missing. */
export const brokerProbes = (directory: DirectoryDb) =>
  [vaultIntegrations, credentials, browsers].map((table) => directory.select().from(table).limit(0));
