import { and, eq, lt } from "drizzle-orm";
import { askDirectory, type DirectoryStatement, type WritableDirectory } from "../kernel/directory";
import { receipts } from "./tables";

/** Builds the one statement of a change. */
export type Write = (directory: WritableDirectory) => DirectoryStatement;

/** Longer than any call of D1 lives: then nothing can come late any more. */
const KEPT_MS = 3_600_000;

/**
 * All writing to D1. Every change of a record leaves a receipt in the same transaction, so that whether it took effect can be
 * asked for ever after, and has one answer. All methods throw AppError service_unavailable.
 */
export class DirectoryWriter {
  constructor(
    private readonly directory: WritableDirectory,
    private readonly spaceId: string,
  ) {}

  /** `neededSinceMs`: the oldest change that may still be asked for; receipts from before it are removed when their hour is over. */
  async change(id: string, write: Write, nowMs: number, neededSinceMs: number): Promise<void> {
    const { directory, spaceId } = this;
    const done = and(eq(receipts.spaceId, spaceId), lt(receipts.createdAtMs, Math.min(nowMs - KEPT_MS, neededSinceMs)));
    await askDirectory(
      directory.batch([
        directory.insert(receipts).values({ id, spaceId, tookEffect: true, createdAtMs: nowMs }),
        write(directory),
        directory.delete(receipts).where(done),
      ]),
    );
  }

  /** Did the change take effect? If it has not, it never will. */
  async conclude(id: string, nowMs: number): Promise<boolean> {
    const { directory, spaceId } = this;
    const [, [receipt]] = await askDirectory(
      directory.batch([
        directory.insert(receipts).values({ id, spaceId, tookEffect: false, createdAtMs: nowMs }).onConflictDoNothing(),
        directory.select({ tookEffect: receipts.tookEffect }).from(receipts).where(eq(receipts.id, id)),
      ]),
    );
    return receipt?.tookEffect === true;
  }

  /** What changes no record: the same secret under another root key, counts of records. It may be repeated, and leaves no row. */
  async maintain(write: Write): Promise<void> {
    await askDirectory(this.directory.batch([write(this.directory)]));
  }
}
