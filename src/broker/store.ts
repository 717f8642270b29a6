import { and, eq, isNull } from "drizzle-orm";
import type { PendingChanges } from "../kernel/change";
import type { EffectContext } from "../kernel/context";
import { askDirectory, type DirectoryDb, type DirectoryWriter, type Write } from "../kernel/directory";
import { perSpace } from "../kernel/per-space";
import type { BrokerFollowup } from "./followups";
import { type CompiledPatterns, compilePatterns } from "./hosts/patterns";
import type { SealedSecretId } from "./provider";
import { providerOf } from "./providers";
import { HeldRecords } from "./records";
import { type Credential, credentials, type Integration, vaultIntegrations } from "./tables";

/** What a login just told of the integration; null: none was tried. */
export type IntegrationState = Extract<BrokerFollowup, { kind: "integration_saved" }>["state"];
export interface Memory {
  readonly integrations: Map<string, Integration>;
  readonly credentials: Map<string, Credential>;
}
const SAVED = { kind: "credential_saved" } as const;

/** The tenant's integrations and credentials: held in memory, as `HeldRecords` says. */
class BrokerStore {
  readonly #records: HeldRecords<Memory>;
  readonly #compiled = new WeakMap<Credential, CompiledPatterns>();

  constructor(
    private readonly directory: DirectoryDb,
    writer: DirectoryWriter,
    changes: Pick<PendingChanges, "settle">,
    private readonly tenantId: string,
  ) {
    // One record may name another, so all changes of these keep their order.
    this.#records = new HeldRecords({ subject: "broker", read: () => this.#read(), writer, changes });
  }

  /** Throws AppError service_unavailable. */
  load(): Promise<Memory> {
    return this.#records.load();
  }

  /** Whether a credential that was there is deleted by now. False while that is not known. */
  isGone(credentialId: string): boolean {
    return this.#records.loaded?.credentials.has(credentialId) === false;
  }

  /** Runs writers one after the other. */
  exclusive<T>(work: (memory: Memory) => Promise<T>): Promise<T> {
    return this.#records.exclusive(work);
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

  /** The same secret id under another root key: upkeep. If it comes late, after a rotation, it finds nothing to replace. */
  async resealIntegration(memory: Memory, before: Integration, sealed: SealedSecretId): Promise<void> {
    const { id, revision, rootKeyId } = before;
    const same = and(
      this.#integration(id),
      eq(vaultIntegrations.revision, revision),
      rootKeyId === null ? isNull(vaultIntegrations.rootKeyId) : eq(vaultIntegrations.rootKeyId, rootKeyId),
    );
    await this.#records.maintain((directory) => directory.update(vaultIntegrations).set(sealed).where(same));
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

  #change(ctx: EffectContext, followup: BrokerFollowup, write: Write): Promise<void> {
    return this.#records.change(ctx, followup, write);
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

export const brokerStore = perSpace(
  ({ directory, writer, changes, space }) => new BrokerStore(directory, writer, changes, space.id),
);
