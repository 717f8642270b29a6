import { and, eq, lt } from "drizzle-orm";
import { askDirectory, type DirectoryWriter, type WritableDirectory, type Write } from "../kernel/directory";
import { receipts } from "./tables";

/** Longer than any call of D1 lives: then nothing can come late any more. */
const KEPT_MS = 3_600_000;

/** All writing to D1: what it promises is told at the interface. */
export class D1Writer implements DirectoryWriter {
  constructor(
    private readonly directory: WritableDirectory,
    private readonly spaceId: string,
  ) {}

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

  async maintain(write: Write): Promise<void> {
    await askDirectory(this.directory.batch([write(this.directory)]));
  }
}
