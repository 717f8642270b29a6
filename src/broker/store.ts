import { and, eq } from "drizzle-orm";
import { askDirectory, type DirectoryDb } from "../directory/db";
import { type CompiledPatterns, compilePatterns } from "./hosts/page-url";
import { credentials, vaultIntegrations } from "./tables";

export type Integration = typeof vaultIntegrations.$inferSelect;
export type Credential = typeof credentials.$inferSelect;
export interface Memory {
  readonly integrations: Map<string, Integration>;
  readonly credentials: Map<string, Credential>;
}

/**
 * The tenant's integrations and credentials: rows in D1, held in memory. That is right because this object is their only
 * writer, and because writers queue (`exclusive`), so no write works on what another is about to change. After a write whose
 * outcome is not known the memory is dropped and read anew.
 */
export class BrokerStore {
  #memory: Promise<Memory> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #compiled = new WeakMap<Credential, CompiledPatterns>();

  constructor(
    private readonly directory: DirectoryDb,
    private readonly tenantId: string,
  ) {}

  /** Throws AppError service_unavailable. */
  load(): Promise<Memory> {
    this.#memory ??= this.#read().catch((e: unknown) => {
      this.#memory = undefined;
      throw e;
    });
    return this.#memory;
  }

  /** Runs writers one after the other. */
  async exclusive<T>(work: (memory: Memory) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(async () => await work(await this.load()));
    this.#tail = turn.catch(() => undefined);
    return await turn;
  }

  patternsOf(credential: Credential): CompiledPatterns {
    let compiled = this.#compiled.get(credential);
    if (!compiled) {
      compiled = compilePatterns(credential.allowedDomains);
      this.#compiled.set(credential, compiled);
    }
    return compiled;
  }

  // --- writes: inside `exclusive` only ---

  async insertIntegration(memory: Memory, row: Integration): Promise<void> {
    await this.#write(this.directory.insert(vaultIntegrations).values(row));
    memory.integrations.set(row.id, row);
  }

  async updateIntegration(memory: Memory, row: Integration): Promise<void> {
    const { id, tenantId: _, ...changes } = row;
    await this.#write(this.directory.update(vaultIntegrations).set(changes).where(this.#integration(id)));
    memory.integrations.set(id, row);
  }

  /** The credentials go with it, in the same statement, by foreign key. Gives their ids. */
  async deleteIntegration(memory: Memory, id: string): Promise<string[]> {
    await this.#write(this.directory.delete(vaultIntegrations).where(this.#integration(id)));
    const gone = [...memory.credentials.values()]
      .filter((credential) => credential.integrationId === id)
      .map((c) => c.id);
    memory.integrations.delete(id);
    for (const credentialId of gone) memory.credentials.delete(credentialId);
    return gone;
  }

  async insertCredential(memory: Memory, row: Credential): Promise<void> {
    await this.#write(this.directory.insert(credentials).values(row));
    memory.credentials.set(row.id, row);
  }

  async updateCredential(memory: Memory, row: Credential): Promise<void> {
    const { id, tenantId: _, ...changes } = row;
    await this.#write(this.directory.update(credentials).set(changes).where(this.#credential(id)));
    memory.credentials.set(id, row);
  }

  async deleteCredential(memory: Memory, id: string): Promise<void> {
    await this.#write(this.directory.delete(credentials).where(this.#credential(id)));
    memory.credentials.delete(id);
  }

  #integration(id: string) {
    return and(eq(vaultIntegrations.id, id), eq(vaultIntegrations.tenantId, this.tenantId));
  }

  #credential(id: string) {
    return and(eq(credentials.id, id), eq(credentials.tenantId, this.tenantId));
  }

  async #write(statement: PromiseLike<unknown>): Promise<void> {
    try {
      await askDirectory(statement);
    } catch (e) {
      this.#memory = undefined;
      throw e;
    }
  }

  async #read(): Promise<Memory> {
    const [integrations, pointers] = await askDirectory(
      this.directory.batch([
        this.directory.select().from(vaultIntegrations).where(eq(vaultIntegrations.tenantId, this.tenantId)),
        this.directory.select().from(credentials).where(eq(credentials.tenantId, this.tenantId)),
      ]),
    );
    return {
      integrations: new Map(integrations.map((row) => [row.id, row])),
      credentials: new Map(pointers.map((row) => [row.id, row])),
    };
  }
}

/** Strictly forward in whole seconds, which is what clients see. */
export const nextUpdatedAt = (storedMs: number, nowMs: number): number =>
  Math.floor(nowMs / 1000) > Math.floor(storedMs / 1000) ? nowMs : storedMs + 1000;
