import { and, eq, isNull } from "drizzle-orm";
import type { PendingChanges } from "../kernel/change";
import type { EffectContext } from "../kernel/context";
import { askDirectory, type DirectoryDb, type DirectoryWriter, type Write } from "../kernel/directory";
import { perSpace } from "../kernel/per-space";
import type { BrokerFollowup } from "./followups";
import { type CompiledPatterns, compilePatterns } from "./hosts/page-url";
import type { SealedSecretId } from "./provider";
import { providerOf } from "./providers";
import { type Credential, credentials, type Integration, vaultIntegrations } from "./tables";

/** What a login just told of the integration; null: none was tried. */
export type IntegrationState = Extract<BrokerFollowup, { kind: "integration_saved" }>["state"];
export interface Memory {
  readonly integrations: Map<string, Integration>;
  readonly credentials: Map<string, Credential>;
}
/** One record may name another, so all changes of the broker keep their order. */
const SUBJECT = "broker";
const SAVED = { kind: "credential_saved" } as const;

/**
 * The tenant's integrations and credentials: rows in D1, held in memory. That is right because this object is their only
 * writer, and because writers queue (`exclusive`), so no write works on what another is about to change. After a write whose
 * outcome is not known the memory is dropped and read anew, once it is known: nothing can come late then.
 */
class BrokerStore {
  #memory: Promise<Memory> | undefined;
  /** The same, once it is there. */
  #loaded: Memory | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #compiled = new WeakMap<Credential, CompiledPatterns>();

  constructor(
    private readonly directory: DirectoryDb,
    private readonly writer: DirectoryWriter,
    private readonly changes: Pick<PendingChanges, "settle">,
    private readonly tenantId: string,
  ) {}

  /** Throws AppError service_unavailable. */
  load(): Promise<Memory> {
    this.#memory ??= this.#read().then(
      (memory) => {
        this.#loaded = memory;
        return memory;
      },
      (e: unknown) => {
        this.#forget();
        throw e;
      },
    );
    return this.#memory;
  }

  /** Whether a credential that was there is deleted by now. False while that is not known. */
  isGone(credentialId: string): boolean {
    return this.#loaded?.credentials.has(credentialId) === false;
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

  // --- writes: inside `exclusive` only. The trail says what happens before them ---

  /** With a state, a login was tried: a session may hold a token for it already. */
  async insertIntegration(
    ctx: EffectContext,
    memory: Memory,
    row: Integration,
    state: IntegrationState,
  ): Promise<void> {
    const session = state === null ? null : row.type;
    const followup = { kind: "integration_saved", id: row.id, state, session } as const;
    await this.#change(ctx, followup, (directory) => directory.insert(vaultIntegrations).values(row));
    memory.integrations.set(row.id, row);
  }

  async updateIntegration(
    ctx: EffectContext,
    memory: Memory,
    row: Integration,
    state: IntegrationState,
  ): Promise<void> {
    const { id, tenantId: _, ...changes } = row;
    const followup = { kind: "integration_saved", id, state, session: null } as const;
    await this.#change(ctx, followup, (directory) =>
      directory.update(vaultIntegrations).set(changes).where(this.#integration(id)),
    );
    memory.integrations.set(id, row);
  }

  /** The credentials go with it, in the same statement, by foreign key. */
  async deleteIntegration(ctx: EffectContext, memory: Memory, row: Integration): Promise<void> {
    const { id, type } = row;
    const gone = this.credentialsOf(memory, id);
    const session = providerOf(row).login ? type : null;
    const followup = { kind: "integration_deleted", id, credentialIds: gone, session } as const;
    await this.#change(ctx, followup, (directory) => directory.delete(vaultIntegrations).where(this.#integration(id)));
    memory.integrations.delete(id);
    for (const credentialId of gone) memory.credentials.delete(credentialId);
  }

  async insertCredential(ctx: EffectContext, memory: Memory, row: Credential): Promise<void> {
    await this.#change(ctx, SAVED, (directory) => directory.insert(credentials).values(row));
    memory.credentials.set(row.id, row);
  }

  async updateCredential(ctx: EffectContext, memory: Memory, row: Credential): Promise<void> {
    const { id, tenantId: _, ...changes } = row;
    await this.#change(ctx, SAVED, (directory) =>
      directory.update(credentials).set(changes).where(this.#credential(id)),
    );
    memory.credentials.set(id, row);
  }

  async deleteCredential(ctx: EffectContext, memory: Memory, id: string): Promise<void> {
    const followup = { kind: "credential_deleted", id } as const;
    await this.#change(ctx, followup, (directory) => directory.delete(credentials).where(this.#credential(id)));
    memory.credentials.delete(id);
  }

  /**
   * The same secret id under another root key. Upkeep, and no change: it says nothing new and opens nothing to anyone, so it leaves
   * no row but that of the operator who asked for it. If it comes late, after a rotation, it finds nothing to replace.
   */
  async resealIntegration(memory: Memory, before: Integration, sealed: SealedSecretId): Promise<void> {
    const { id, revision, rootKeyId } = before;
    const same = and(
      this.#integration(id),
      eq(vaultIntegrations.revision, revision),
      rootKeyId === null ? isNull(vaultIntegrations.rootKeyId) : eq(vaultIntegrations.rootKeyId, rootKeyId),
    );
    await this.#orForget(
      this.writer.maintain((directory) => directory.update(vaultIntegrations).set(sealed).where(same)),
    );
    memory.integrations.set(id, { ...before, ...sealed });
  }

  credentialsOf(memory: Memory, integrationId: string): string[] {
    return [...memory.credentials.values()].filter((row) => row.integrationId === integrationId).map(({ id }) => id);
  }

  #integration(id: string) {
    return and(eq(vaultIntegrations.id, id), eq(vaultIntegrations.tenantId, this.tenantId));
  }

  #credential(id: string) {
    return and(eq(credentials.id, id), eq(credentials.tenantId, this.tenantId));
  }

  #change({ changeDirectory }: EffectContext, followup: BrokerFollowup, write: Write): Promise<void> {
    return this.#orForget(changeDirectory({ subject: SUBJECT, followup, make: { write } }));
  }

  async #orForget(written: Promise<void>): Promise<void> {
    try {
      await written;
    } catch (e) {
      this.#forget();
      throw e;
    }
  }

  #forget(): void {
    this.#memory = undefined;
    this.#loaded = undefined;
  }

  async #read(): Promise<Memory> {
    await this.changes.settle(SUBJECT);
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

export const brokerStore = perSpace(
  ({ directory, writer, changes, space }) => new BrokerStore(directory, writer, changes, space.id),
);
