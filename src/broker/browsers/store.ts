import { and, eq, isNull } from "drizzle-orm";
import type { EffectContext } from "../../kernel/context";
import { askDirectory, type DirectoryDb } from "../../kernel/directory";
import { perSpace } from "../../kernel/per-space";
import { HeldRecords } from "../records";
import { type Browser, browsers } from "../tables";
import type { BrowserFollowup } from "./followups";

export type SealedApiKey = Pick<Browser, "sealedApiKey" | "rootKeyId">;
type Memory = Map<string, Browser>;
const SAVED = { kind: "browser_saved" } as const satisfies BrowserFollowup;

/** The tenant's browsers, by id: held in memory, as `HeldRecords` says. */
class BrowserStore {
  constructor(
    private readonly records: HeldRecords<Memory>,
    private readonly tenantId: string,
  ) {}

  /** Throws AppError service_unavailable. */
  load(): Promise<ReadonlyMap<string, Browser>> {
    return this.records.load();
  }

  /** Runs writers one after the other. */
  exclusive<T>(work: (memory: Memory) => Promise<T>): Promise<T> {
    return this.records.exclusive(work);
  }

  // --- writes: inside `exclusive` only. The trail says what happens before them ---

  async insert(ctx: EffectContext, memory: Memory, row: Browser): Promise<void> {
    await this.records.change(ctx, SAVED, (directory) => directory.insert(browsers).values(row));
    memory.set(row.id, row);
  }

  async update(ctx: EffectContext, memory: Memory, row: Browser): Promise<void> {
    const { id, tenantId: _, ...changes } = row;
    await this.records.change(ctx, SAVED, (directory) => directory.update(browsers).set(changes).where(this.#own(id)));
    memory.set(id, row);
  }

  async delete(ctx: EffectContext, memory: Memory, id: string): Promise<void> {
    const followup = { kind: "browser_deleted", id } as const satisfies BrowserFollowup;
    await this.records.change(ctx, followup, (directory) => directory.delete(browsers).where(this.#own(id)));
    memory.delete(id);
  }

  /** The same key under another root key: upkeep. If it comes late, after a rotation, it finds nothing to replace. */
  async reseal(memory: Memory, before: Browser, sealed: SealedApiKey): Promise<void> {
    const { id, updatedAtMs, rootKeyId } = before;
    const same = and(
      this.#own(id),
      eq(browsers.updatedAtMs, updatedAtMs),
      rootKeyId === null ? isNull(browsers.rootKeyId) : eq(browsers.rootKeyId, rootKeyId),
    );
    await this.records.maintain((directory) => directory.update(browsers).set(sealed).where(same));
    memory.set(id, { ...before, ...sealed });
  }

  #own(id: string) {
    return and(eq(browsers.id, id), eq(browsers.tenantId, this.tenantId));
  }
}

async function read(directory: DirectoryDb, tenantId: string): Promise<Memory> {
  const rows = await askDirectory(directory.select().from(browsers).where(eq(browsers.tenantId, tenantId)));
  return new Map(rows.map((row) => [row.id, row]));
}

export const browserStore = perSpace(({ directory, writer, changes, space }) => {
  const records = new HeldRecords({ subject: "browsers", read: () => read(directory, space.id), writer, changes });
  return new BrowserStore(records, space.id);
});
