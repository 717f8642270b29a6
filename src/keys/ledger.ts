import { and, eq, notInArray, sql } from "drizzle-orm";
import { rootKeyUses } from "../directory/tables";
import type { DirectoryWriter } from "../directory/writer";

/** Sealed records of one kind in a space's own storage. Every kind is listed in `sealed-records.ts`. */
export interface KeyCount {
  readonly rootKeyId: string;
  readonly records: number;
}

/** What this space seals under which root key, told to the directory, where the operator counts it. */
export class RootKeyLedger {
  constructor(
    private readonly writer: DirectoryWriter,
    private readonly spaceId: string,
    private readonly count: () => readonly KeyCount[],
  ) {}

  /** Before a record is sealed under this key. Throws AppError service_unavailable: then nothing may be sealed. */
  async announce(rootKeyId: string): Promise<void> {
    await this.#write(rootKeyId, (this.#counts().get(rootKeyId) ?? 0) + 1);
  }

  /** Before the first `records` of a space are sealed, while its tables can't be counted yet. Throws as `announce`. */
  async add(rootKeyId: string, records: number): Promise<void> {
    const { spaceId } = this;
    const set = { records: sql`${rootKeyUses.records} + ${records}` };
    const target = [rootKeyUses.spaceId, rootKeyUses.rootKeyId];
    const row = { spaceId, rootKeyId, records };
    await this.writer.maintain((directory) =>
      directory.insert(rootKeyUses).values(row).onConflictDoUpdate({ target, set }),
    );
  }

  /** After records were sealed anew, or to make up for one that was announced and then not sealed. */
  async settle(): Promise<void> {
    const counts = this.#counts();
    for (const [rootKeyId, records] of counts) await this.#write(rootKeyId, records);
    const gone = and(eq(rootKeyUses.spaceId, this.spaceId), notInArray(rootKeyUses.rootKeyId, [...counts.keys()]));
    await this.writer.maintain((directory) => directory.delete(rootKeyUses).where(gone));
  }

  #counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { rootKeyId, records } of this.count()) counts.set(rootKeyId, (counts.get(rootKeyId) ?? 0) + records);
    return counts;
  }

  async #write(rootKeyId: string, records: number): Promise<void> {
    const { spaceId } = this;
    const target = [rootKeyUses.spaceId, rootKeyUses.rootKeyId];
    await this.writer.maintain((directory) =>
      directory
        .insert(rootKeyUses)
        .values({ spaceId, rootKeyId, records })
        .onConflictDoUpdate({ target, set: { records } }),
    );
  }
}
