import type { Details, Failure } from "../errors";
import type { NewAuditEntry } from "./audit";

/** What a call adds to its audit row. Numbers, names, ids, paths and hosts; never values. */
export class AuditAnnotations {
  extra: Details = {};
  /** What the row calls this act of an operation that is one of several; null: as it calls them all. */
  action: string | null = null;
  secretPath: string | null = null;
  readonly more: { readonly action: string; readonly extra: Details }[] = [];
  /** Rows of the object's own work, done along with the call. */
  readonly entries: NewAuditEntry[] = [];
  /** One row per path, each with its own outcome, in place of the one row of the call. */
  readonly paths: { readonly path: string; readonly extra: Details; readonly error?: Failure | undefined }[] = [];

  /** Adds to `extra_data` of the row. */
  annotate(extra: Details): void {
    this.extra = { ...this.extra, ...extra };
  }

  /** A further row of the same call. */
  add(action: string, extra: Details): void {
    this.more.push({ action, extra });
  }

  /** A row of what the object does by itself because of the call. */
  addEntry(row: NewAuditEntry): void {
    this.entries.push(row);
  }

  /** One path of several that a call is about. */
  addPath(path: string, extra: Details, error?: Failure): void {
    this.paths.push({ path, extra, error });
  }
}
