import { DurableObject } from "cloudflare:workers";
import { parseConfig } from "../../config";
import { Keyring } from "../../crypto/keyring";
import { ok, type Result, refuse } from "../../errors";
import { spaceStub } from "../../kernel/rpc";
import { REQUEST_TIMEOUT_MS } from "./call";
import { vaultFailure } from "./codes";
import type { LockoutRpc, LoginPurpose } from "./lockout-guard";
import { lockoutGuardOf } from "./lockout-internal";
import { DeniedPaths } from "./session/denied-paths";
import {
  endsAtMs,
  type HeldToken,
  heldFrom,
  isTooShort,
  keepMs,
  renewed,
  standingOf,
  ttlSeconds,
  useOnce,
} from "./session/lease";
import { logIn, loginPlace, loginTarget, pausedLogin, renew } from "./session/login";
import { type LoginBackoff, pauseAfterRefusal, pauseLeftSeconds } from "./session/login-backoff";
import type { Denial, Lease, Login, SessionCall, SessionRpc } from "./session/rpc";
import { TokenStore, trialOf } from "./session/token-store";

export type { Lease, Login, SessionCall, SessionRpc } from "./session/rpc";

/**
 * The AppRole token of one integration, shared by all who need it; they make their calls themselves. This object:
 *  - logs in once, however many wait; renews a token once 80 % of its lease is over;
 *  - drops a token the vault answered 403 to, and logs in once for all who report it;
 *  - never repeats a refused login: a stale secret_id would lock the role. It pauses, and asks the tenant before each login;
 *  - keeps the token sealed, so that an eviction costs no login; erases it at the end of the lease;
 *  - drops token, memory and pause when a call names a newer revision of the secret id.
 */
export class AppRoleSession extends DurableObject<Env> implements SessionRpc {
  /** Seams for tests: own properties are not reachable by RPC. */
  now: () => number = Date.now;
  gate = (tenantId: string): LockoutRpc => lockoutGuardOf(spaceStub(this.env, tenantId));

  readonly #allow: readonly string[];
  readonly #keys: Keyring;
  readonly #store: TokenStore;
  readonly #paths = new DeniedPaths();
  #owner: string | undefined;
  #slot: Slot | undefined;
  #pause: LoginBackoff | undefined;
  /** The call with the newest revision seen: a late one with an older revision is served by it. */
  #newest: SessionCall | undefined;
  #forgotten = false;
  #login: { readonly revision: number; readonly outcome: Promise<Result<Slot>> } | undefined;
  #renewal: Promise<boolean> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const config = parseConfig(env);
    this.#allow = config.outboundAllow;
    this.#keys = new Keyring(config.rootKeys);
    this.#store = new TokenStore(ctx.storage, this.#keys);
  }

  // --- what the tenant's object asks ---

  async acquire(given: SessionCall, path: string): Promise<Result<Lease>> {
    const call = await this.#enter(given);
    return call.ok ? this.#hand(call.value, path) : call;
  }

  async refused(given: SessionCall, { generation, fresh, repeated, path }: Denial): Promise<Result<Lease>> {
    const call = await this.#enter(given);
    if (!call.ok) return call;
    const final = fresh || repeated;
    if (final) this.#paths.refusedFinally(path, generation, repeated, this.now());
    if (final || this.#paths.isDenied(path, this.now())) return refuse("vault_permission_denied");
    if (this.#slot?.held.generation === generation) this.#dropToken();
    return this.#hand(call.value, path);
  }

  async login(given: SessionCall): Promise<Result<Login>> {
    const call = await this.#enter(given);
    if (!call.ok) return call;
    const won = await this.#logIn(call.value);
    return won.ok ? ok(this.#present(won.value.held)) : won;
  }

  async verify(call: SessionCall): Promise<Result<Login>> {
    if (!this.#isOwner(call)) return refuse("internal_error");
    const won = await this.#sendLogin(call, "verify");
    return won.ok ? ok(this.#present(won.value.held)) : won;
  }

  async forget(): Promise<void> {
    this.#forgotten = true;
    this.#slot = undefined;
    this.#pause = undefined;
    this.#paths.clear();
    await this.#store.erase();
  }

  /** Erases a token nobody asked for. */
  override async alarm(): Promise<void> {
    if (this.#slot && endsAtMs(this.#slot.held) <= this.now()) this.#slot = undefined;
    await this.#store.eraseEnded(this.now());
  }

  // --- which secret id counts ---

  /** Answers with the call that is to be served. */
  async #enter(call: SessionCall): Promise<Result<SessionCall>> {
    if (!this.#isOwner(call)) return refuse("internal_error");
    if (call.revision > this.#revision() || this.#newest === undefined)
      await this.ctx.blockConcurrencyWhile(() => this.#takeUp(call));
    if (this.#newest === undefined || call.revision >= this.#newest.revision) this.#newest = call;
    return ok(this.#newest);
  }

  /** An object serves one tenant: what it holds is handed to no other, whoever names its integration. */
  #isOwner({ tenantId }: SessionCall): boolean {
    this.#owner ??= tenantId;
    return this.#owner === tenantId;
  }

  /** Loads what an eviction left. If the call names a newer secret id, nothing of the old one counts any more. */
  async #takeUp(call: SessionCall): Promise<void> {
    if (this.#newest === undefined) {
      this.#pause = this.#store.pause();
      const held = await this.#store.held(call);
      this.#slot = held && { held };
    }
    if (call.revision <= this.#revision()) return;
    this.#newest = call;
    this.#dropToken();
    this.#endPause();
    this.#paths.clear();
    const held = await this.#store.adoptCandidate(call);
    this.#slot = held && { held };
  }

  #revision(): number {
    return Math.max(this.#newest?.revision ?? 0, this.#slot?.held.revision ?? 0, this.#pause?.revision ?? 0);
  }

  // --- handing out ---

  /** A token for one call to `path`, by whatever it takes. */
  async #hand(call: SessionCall, path: string): Promise<Result<Lease>> {
    const deadlineMs = this.now() + REQUEST_TIMEOUT_MS;
    let won: Slot | undefined;
    do {
      const slot = won ?? this.#slot;
      const standing = slot ? standingOf(slot.held, this.now()) : "login";
      const usable = won !== undefined || standing === "use" || (standing === "renew" && this.#renewal !== undefined);
      const lease = slot && usable ? this.#take(slot, won !== undefined) : undefined;
      if (lease) return ok(lease);
      if (slot && standing === "renew" && (await this.#renew(call, slot))) continue;
      if (this.#paths.isDenied(path, this.now())) return refuse("vault_permission_denied");
      const login = await this.#logIn(call);
      if (!login.ok) return login;
      won = login.value;
    } while (this.now() < deadlineMs); // a token of few uses may be spent by others who waited for it too
    return { ok: false, error: vaultFailure("vault_timeout", loginPlace(call)) };
  }

  /** One use less, written down before the token leaves: an answer waits until the object's writes are durable. */
  #take(slot: Slot, fresh: boolean): Lease | undefined {
    const used = useOnce(slot.held);
    if (!used) return undefined;
    if (used !== slot.held) this.#change(slot, used);
    return { ...this.#present(used), token: used.token, fresh, keepMs: keepMs(used, this.now()) };
  }

  #present(held: HeldToken): Login {
    return { generation: held.generation, ttlSeconds: ttlSeconds(held, this.now()) };
  }

  #change(slot: Slot, held: HeldToken): void {
    slot.held = held;
    if (this.#slot === slot) this.#store.update(held);
  }

  #dropToken(): void {
    this.#slot = undefined;
    this.#store.dropHeld();
  }

  #endPause(): void {
    if (this.#pause) this.#store.setPause(undefined);
    this.#pause = undefined;
  }

  // --- renewal: one at a time, while others go on with the token ---

  /** False: a login must follow. */
  #renew(call: SessionCall, slot: Slot): Promise<boolean> {
    this.#renewal ??= this.#sendRenewal(call, slot).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #sendRenewal(call: SessionCall, slot: Slot): Promise<boolean> {
    const sentAtMs = this.now();
    const leaseSeconds = await renew(call, slot.held.token, this.#allow);
    if (leaseSeconds === undefined) {
      this.#change(slot, { ...slot.held, renewable: false }); // not tried a second time
      return false;
    }
    this.#change(slot, renewed(slot.held, leaseSeconds, sentAtMs));
    if (this.#slot === slot) await this.#store.eraseEnded(sentAtMs);
    return !isTooShort(slot.held);
  }

  // --- login: one at a time for each revision ---

  #logIn(call: SessionCall): Promise<Result<Slot>> {
    if (this.#login?.revision === call.revision) return this.#login.outcome;
    const pausedSeconds = pauseLeftSeconds(this.#pause, call.revision, this.now());
    if (pausedSeconds !== undefined) return Promise.resolve(refusedFor(call, pausedSeconds));
    const outcome = this.#sendLogin(call, "use").finally(() => {
      if (this.#login?.outcome === outcome) this.#login = undefined;
    });
    this.#login = { revision: call.revision, outcome };
    return outcome;
  }

  async #sendLogin(call: SessionCall, purpose: LoginPurpose): Promise<Result<Slot>> {
    const { integrationId } = call;
    const target = loginTarget(call, this.#allow);
    if (!target.ok) return target;
    const gate = this.gate(call.tenantId);
    const permitted = await gate.acquire({ integrationId, ...target.value, purpose });
    if (!permitted.ok)
      return permitted.error.retryAfter === undefined ? permitted : refusedFor(call, permitted.error.retryAfter);
    const { permit } = permitted.value;
    const sentAtMs = this.now();
    const answer = await logIn(this.#keys, call, this.#allow);
    if (answer.outcome === "good") {
      const held = heldFrom(answer.grant, newGeneration(), call.revision, sentAtMs);
      const slot = await this.#keep(call, { held }, purpose);
      await gate.release({ integrationId, permit, outcome: "good", purpose, revision: call.revision });
      return ok(slot);
    }
    if (answer.outcome === "refused" && purpose === "use") this.#startPause(call);
    await gate.release({ integrationId, permit, outcome: answer.outcome, purpose, revision: call.revision });
    return { ok: false, error: answer.error };
  }

  /** A login begun under an older revision serves those who wait for it, and is not kept. */
  async #keep(call: SessionCall, slot: Slot, purpose: LoginPurpose): Promise<Slot> {
    const stored = await this.#store.seal(call, slot.held);
    if (this.#forgotten) return slot;
    if (purpose === "verify") this.#store.keepCandidate(stored, trialOf(call));
    else if (call.revision === this.#revision()) {
      this.#slot = slot;
      this.#store.keep(stored);
      this.#endPause();
    }
    await this.#store.eraseEnded(this.now());
    return slot;
  }

  #startPause(call: SessionCall): void {
    if (this.#forgotten || call.revision !== this.#revision()) return;
    this.#pause = pauseAfterRefusal(this.#pause, call.revision, this.now());
    this.#store.setPause(this.#pause);
  }
}

/** A token and its changing lease: one object for all who wait for the same login, so that uses are counted once. */
interface Slot {
  held: HeldToken;
}

/** Random, so that none is ever given twice, also after an eviction. */
const newGeneration = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

const refusedFor = (call: SessionCall, seconds: number): Result<never> => ({
  ok: false,
  error: pausedLogin(call, seconds),
});
