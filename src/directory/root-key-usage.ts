import { and, eq, inArray, notInArray, sql, sum } from "drizzle-orm";
import type { DirectoryDb, DirectoryWriter } from "../kernel/directory";
import { perSpace } from "../kernel/per-space";
import type { KeyCount } from "../kernel/sealed";
import { rootKeyUses } from "./tables";

/** What this space seals under which root key, told to the directory, where the operator counts it. */
export class RootKeyUsage {
  constructor(
    private readonly writer: DirectoryWriter,
    private readonly spaceId: string,
    private readonly count: () => readonly KeyCount[],
  ) {}

  /** Before a record is sealed under this key. Throws AppError service_unavailable: then nothing may be sealed. */
  async reserve(rootKeyId: string): Promise<void> {
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
  async reconcile(): Promise<void> {
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

/** How many records each root key seals in the spaces' own storage, as a query. */
export const countRootKeyUses = (directory: DirectoryDb) =>
  directory
    .select({ id: rootKeyUses.rootKeyId, count: sum(rootKeyUses.records).mapWith(Number) })
    .from(rootKeyUses)
    .groupBy(rootKeyUses.rootKeyId);

/** Ids of the root keys that spaces use, as a query. */
export const rootKeysOfSpaces = (directory: DirectoryDb) =>
  directory.selectDistinct({ id: rootKeyUses.rootKeyId }).from(rootKeyUses);

/** The spaces that use one of these root keys, as a query. */
export const spacesUsing = (directory: DirectoryDb, rootKeys: readonly string[]) =>
  directory
    .selectDistinct({ spaceId: rootKeyUses.spaceId })
    .from(rootKeyUses)
    .where(inArray(rootKeyUses.rootKeyId, [...rootKeys]));

export const rootKeyUsage = perSpace(
  ({ writer, space, sealed, db }) =>
    new RootKeyUsage(writer, space.id, () => sealed.flatMap((kind) => kind.countByRootKey(db))),
);
