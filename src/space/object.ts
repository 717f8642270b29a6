import { DurableObject } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { Journal } from "../audit/journal";
import { Marks } from "../audit/marks";
import { noteLogin } from "../broker/integrations/records";
import { rewrapSecretIds } from "../broker/integrations/rewrap";
import { BrokerStore } from "../broker/store";
import { sessionStub } from "../broker/vault/app-role-session";
import { LoginGate, type PermitRequest, type Settlement } from "../broker/vault/login-gate";
import { type Config, parseConfig } from "../config";
import { Keyring, UnknownRootKey } from "../crypto/keyring";
import { uuidSource } from "../crypto/random";
import { equalSecrets, OPERATOR_SPACE, spaceOfToken } from "../crypto/token";
import { recordOnce } from "../directory/answers";
import { OWN_SPACE, restate } from "../directory/restating";
import { findSpace } from "../directory/spaces";
import { DirectoryWriter } from "../directory/writer";
import { AppError, ok, type Result, refuse } from "../errors";
import type { Draft } from "../kernel/audit";
import type { Call, DelegationReply, Reply } from "../kernel/call";
import type { Rooms } from "../kernel/context";
import { openTenantDb } from "../kernel/db";
import { openDirectory, openWritableDirectory } from "../kernel/directory";
import { type SpaceChange, type SpaceEntry, type SpaceRpc, spaceStub } from "../kernel/rpc";
import { kindOfSpace, type Space } from "../kernel/space";
import { RootKeyLedger } from "../keys/ledger";
import { countSealed, rewrapSealed } from "../keys/sealed-records";
import { PolicyBook } from "../policies/book";
import type { KeyState } from "../secrets/keys";
import { SecretStore } from "../secrets/store";
import { SettingsBook } from "../settings/book";
import { Grants } from "../tokens/authenticator";
import { WebhookBook } from "../webhooks/book";
import { Courier } from "../webhooks/courier";
import { Outbox, schedulerSource } from "../webhooks/outbox";
import { Alarm } from "./alarm";
import { Changes } from "./changes";
import { delegate } from "./delegation";
import { dueWork } from "./due-work";
import { type GuardParts, guarded } from "./guard";
import { isProvisioned } from "./migrate";
import { migrateSpace } from "./migrate-space";
import { RateLimiter } from "./rate-limiter";
import { prepareStatements } from "./statements";
import { spaces } from "./tables";

/**
 * One space: a tenant, a partner or the operator. Its tables, its audit log, every operation on them.
 * - the only writer of its tables and of its broker rows in D1, so both may be kept in memory;
 * - an object that nobody provisioned has no tables and refuses everything: a token's text names its space, and anyone can
 *   write a text. What makes up for a provisioning that was cut off is below.
 */
export class Tenant extends DurableObject<Env> implements SpaceRpc {
  /** Milliseconds. A field, so that tests can move time. */
  clock: () => number = Date.now;
  readonly #config: Config = parseConfig(this.env);
  readonly #db = openTenantDb(this.ctx.storage);
  readonly #directory = openDirectory(this.env.DB);
  readonly #writer = new DirectoryWriter(openWritableDirectory(this.env.DB), this.ctx.id.name ?? "");
  #parts: GuardParts | undefined;
  #gate: LoginGate | undefined;
  #alarm: Alarm | undefined;
  /** Settles, never rejects. */
  #restating: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      if (isProvisioned(ctx.storage)) await this.#load();
    });
  }

  async run(call: Call): Promise<Reply> {
    const parts = this.#parts ?? (await this.#recover(call));
    return "ok" in parts ? parts : await guarded(parts, call);
  }

  async delegate(call: Call): Promise<DelegationReply> {
    return this.#parts ? await delegate(this.#parts, call) : refuse("token_invalid");
  }

  async provision(space: Space, entry?: SpaceEntry): Promise<Result<null>> {
    if (space.id !== this.ctx.id.name) return refuse("internal_error");
    if (this.#parts) return entry ? await this.append(entry) : ok(null);
    const isReady = await this.ctx.blockConcurrencyWhile(() => this.#create(space));
    if (!isReady) return refuse("service_unavailable");
    return entry ? await this.append(entry) : ok(null);
  }

  /** False: without a root key, or without the directory, no log can begin that proves itself. */
  async #create(space: Space): Promise<boolean> {
    if (this.#parts) return true;
    try {
      await migrateSpace(this.ctx.storage, this.#writer, new Keyring(this.#config.rootKeys), space.id);
    } catch (e) {
      const error = e instanceof Error ? e.name : typeof e;
      console.error(JSON.stringify({ level: "error", error, space: space.id }));
      return false;
    }
    this.#db.insert(spaces).values(space).onConflictDoNothing().run();
    await this.#load();
    return true;
  }

  /** The object is the only one that changes its status, one change after the other. */
  async restate(change: SpaceChange, entry: SpaceEntry): Promise<Result<null>> {
    return await this.#inTurn(async (parts) => await restate(parts, change, entry), entry);
  }

  async conclude(entry: SpaceEntry): Promise<Result<{ tookEffect: boolean }>> {
    return await this.#inTurn(async (parts) => {
      await parts.changes.settle(OWN_SPACE);
      return ok({ tookEffect: await recordOnce(parts, entry, false) });
    }, entry);
  }

  async #inTurn<T>(work: (parts: GuardParts) => Promise<Result<T>>, { row }: SpaceEntry): Promise<Result<T>> {
    const turn = this.#restating.then(async () => {
      try {
        if (!this.#parts) await this.#provisionFromDirectory();
        const parts = this.#parts;
        return parts && row.tenant_id === parts.space.id ? await work(parts) : refuse("internal_error");
      } catch {
        return refuse("service_unavailable");
      }
    });
    this.#restating = turn;
    return await turn;
  }

  async append(entry: SpaceEntry): Promise<Result<null>> {
    if (!this.#parts || entry.row.tenant_id !== this.ctx.id.name) return refuse("internal_error");
    try {
      await recordOnce(this.#parts, entry, true);
      return ok(null);
    } catch {
      return refuse("service_unavailable");
    }
  }

  async permitLogin(request: PermitRequest): Promise<Result<{ permit: number }>> {
    return this.#gate ? await this.#gate.permitLogin(request) : refuse("internal_error");
  }

  async settleLogin(settlement: Settlement): Promise<void> {
    await this.#gate?.settleLogin(settlement);
    if (this.#parts) await noteLogin(this.#parts.rooms, settlement);
  }

  async rewrapSecretIds(ids: readonly string[]): Promise<Result<{ rewrapped: number }>> {
    return await this.#maintain(({ rooms: { broker, keyring } }) => rewrapSecretIds(broker, keyring, ids));
  }

  async rewrapSealed(limit: number): Promise<Result<{ rewrapped: number }>> {
    return await this.#maintain(async ({ rooms }) => ({ rewrapped: await rewrapSealed(rooms, limit) }));
  }

  async rotateSpaceKey(row: Draft): Promise<Result<KeyState>> {
    return await this.#maintain(async ({ rooms, journal }) => {
      const before = rooms.secrets.keys.state();
      const state = await rooms.secrets.keys.rotate(this.clock());
      await rooms.ledger.settle();
      if (state.keyVersion !== before.keyVersion)
        await journal.record([{ ...row, extra_data: { ...row.extra_data, key_version: state.keyVersion } }]);
      // What still waits for the new key is wrapped anew; a key that nothing waits for is removed.
      rooms.wake(this.clock());
      return state;
    });
  }

  override async alarm(): Promise<void> {
    if (!this.#parts) return;
    const { rooms, journal } = this.#parts;
    const now = this.clock();
    const source = schedulerSource(now);
    await this.#alarm?.run({ ...rooms, journal, now, emit: (event) => rooms.outbox.add(source, event) });
  }

  /** Does the object's own storage answer? Creates nothing. */
  async ping(): Promise<void> {
    this.ctx.storage.sql.exec("SELECT 1").one();
  }

  /** Work that the operator's operations ask of other spaces. */
  async #maintain<T>(work: (parts: GuardParts) => Promise<T>): Promise<Result<T>> {
    if (!this.#parts) return refuse("internal_error");
    try {
      return ok(await work(this.#parts));
    } catch (e) {
      // Never the message: a database's error text holds bound values. A key's id is no secret, and the operator needs it.
      const rootKey = e instanceof UnknownRootKey ? { root_key: e.keyId } : {};
      const error = e instanceof Error ? e.name : typeof e;
      console.error(JSON.stringify({ level: "error", error, space: this.ctx.id.name, ...rootKey }));
      return refuse("service_unavailable");
    }
  }

  /**
   * For the operator, and for whom its home let act here: an object whose space is in the directory, but which was never
   * provisioned, is provisioned now.
   */
  async #recover(call: Call): Promise<GuardParts | Reply> {
    const { operatorToken } = this.#config;
    const id = this.ctx.id.name ?? "";
    const isOperator =
      spaceOfToken(call.token) === OPERATOR_SPACE &&
      operatorToken !== undefined &&
      equalSecrets(call.token, operatorToken);
    const isLetIn = isOperator || call.delegated?.spaceId === id;
    if (!isLetIn || kindOfSpace(id) === undefined) return refuse("token_invalid");
    try {
      if (!(await this.#provisionFromDirectory())) return refuse("tenant_not_found", { id });
    } catch {
      return refuse("service_unavailable");
    }
    return this.#parts ?? refuse("internal_error");
  }

  /** False: the directory knows no such space. */
  async #provisionFromDirectory(): Promise<boolean> {
    const id = this.ctx.id.name ?? "";
    const space = id === OPERATOR_SPACE ? operatorSpace(this.clock()) : await findSpace(this.#directory, id);
    if (space) await this.provision(space);
    return space !== undefined;
  }

  async #load(): Promise<void> {
    const keyring = new Keyring(this.#config.rootKeys);
    await migrateSpace(this.ctx.storage, this.#writer, keyring, this.ctx.id.name ?? "");
    const space = this.#db
      .select()
      .from(spaces)
      .where(eq(spaces.id, this.ctx.id.name ?? ""))
      .get();
    if (!space) return;
    const statements = prepareStatements(this.#db);
    const grants = new Grants(this.#db, statements, space);
    const settings = new SettingsBook(this.#db, space.id);
    const book = new PolicyBook(this.#db, () => settings.current().mfaMaxAgeMs);
    const alarm = new Alarm(this.ctx.storage, dueWork);
    this.#alarm = alarm;
    const clock = () => this.clock();
    this.#gate = new LoginGate(this.#db, clock);
    const writer = this.#writer;
    const ledger = new RootKeyLedger(writer, space.id, () => countSealed(this.#db));
    const webhooks = new WebhookBook(this.#db);
    const marks = new Marks(this.#db, keyring, space.id);
    const journal = new Journal(
      this.#db,
      statements,
      marks,
      () => this.ctx.storage.sync(),
      () => courier.committed(),
      (reason) => {
        settings.forget();
        webhooks.forget();
        // Refusals are many, and nothing reads rights anew after changing them.
        if (!(reason instanceof AppError)) rooms.forgetGrants();
      },
    );
    const courier = new Courier(() => rooms, journal);
    const changes = new Changes({ rooms: () => rooms, journal, writer });
    const rooms: Rooms = {
      space,
      config: this.#config,
      db: this.#db,
      marks,
      directory: this.#directory,
      changes,
      keyring,
      broker: new BrokerStore(this.#directory, writer, changes, space.id),
      session: (integrationId) => sessionStub(this.env, integrationId),
      otherSpace: (spaceId) => spaceStub(this.env, spaceId),
      newUuid: uuidSource(),
      clock,
      book,
      settings,
      webhooks,
      outbox: new Outbox(this.#db, space, webhooks, (atMs) => courier.expect(atMs)),
      courier,
      wake: (atMs) => alarm.wake(atMs),
      ledger,
      secrets: new SecretStore(this.#db, keyring, space.id, (rootKeyId) => ledger.announce(rootKeyId)),
      forgetGrants: () => {
        grants.forget();
        book.forget();
      },
    };
    const limiter = new RateLimiter(this.#config.rateLimits);
    this.#parts = { space, config: this.#config, grants, limiter, journal, rooms, changes };
    await alarm.start(rooms);
  }
}

const operatorSpace = (nowMs: number): Space => ({
  id: OPERATOR_SPACE,
  kind: "operator",
  partnerId: null,
  status: "active",
  createdAtMs: nowMs,
});
