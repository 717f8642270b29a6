import { type Failure, ok, type Result } from "../../errors";
import { checkStoredAddress } from "../../outbound/address";
import type { OutboundOutcome } from "../../outbound/guarded-fetch";
import {
  type FieldNames,
  parseAnswer,
  readFieldNames,
  readSecretV1,
  readSecretV2,
  readTtl,
  readWritten,
  type VaultSecret,
} from "./answers";
import type { Ask, VaultCalls, WritePlace } from "./ask";
import { callVault, REQUEST_TIMEOUT_MS, sendWithRepeats, type VaultTarget } from "./call";
import { badAnswer, failureOf, type Hint, type PathHints, type Place, vaultFailure } from "./codes";
import { hasDataSegment, subkeysPaths } from "./paths";
import type { Lease, SessionCall, SessionRpc } from "./session/rpc";
import { type VersionWritten, writeVersion } from "./versions";

export type { FieldNames, VaultSecret } from "./answers";

/** What one request may ask of one vault. Its 15 s begin with it. */
export interface VaultUse {
  readonly session: SessionRpc;
  readonly call: SessionCall;
  readonly kvVersion: 1 | 2;
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  /** Milliseconds. */
  readonly now: () => number;
}
/** `stage`: how the token was proven, by the login that won it or by `lookup-self`. */
export interface TokenProof {
  readonly stage: "login" | "lookup";
  readonly ttlSeconds: number | null;
  /** The role may not look its token up, or the token was revoked: the 403 does not tell which, so nothing is proven. */
  readonly isDenied?: true;
}

type Answer = Extract<OutboundOutcome, { kind: "answer" }>;
interface Attempt {
  readonly outcome: OutboundOutcome;
  readonly lease: Lease;
}

/**
 * The vault as one request sees it. A token is asked of the session for every call, because uses are counted and paths are judged; a 403
 * to a token held before is reported there, and the call is repeated once with what comes back. Never throws on purpose.
 */
export class VaultClient implements VaultCalls {
  readonly #deadlineMs: number;
  readonly #target: VaultTarget;
  /** Tokens won or proven good within this request: a 403 to one of them means a missing right. */
  readonly #proven = new Set<number>();
  /** A token that was handed out for a call that turned out not to be needed. */
  #unspent: Lease | undefined;

  constructor(private readonly use: VaultUse) {
    this.#deadlineMs = use.now() + REQUEST_TIMEOUT_MS;
    this.#target = { address: use.call.address, namespace: use.call.namespace, allow: use.allow };
  }

  // --- operations ---

  async readSecret(vaultPath: string): Promise<Result<VaultSecret>> {
    const isV2 = this.use.kvVersion === 2;
    const hints: PathHints = isV2
      ? { ...(hasDataSegment(vaultPath) ? {} : { ofPath: "missing_data_segment" }), ofVersion2: "missing_data_segment" }
      : { ofVersion2: "kv_version" };
    const ask: Ask = { stage: "read", method: "GET", path: vaultPath, hints };
    return this.ask(ask, isV2 ? readSecretV2 : readSecretV1, isV2 ? "kv_version" : undefined);
  }

  /**
   * `cas`: the version that must be current, 0: none may be there; null: nothing is asked. `version` is null where the engine does
   * not number. Never repeated after an answer that did not come.
   */
  async writeSecret(
    place: WritePlace,
    data: Readonly<Record<string, string>>,
    cas: number | null = null,
  ): Promise<Result<VersionWritten>> {
    if (this.use.kvVersion === 2) return await writeVersion(this, place, JSON.stringify(data), cas);
    const path = `${place.mount}/${place.path}`;
    const body = JSON.stringify(data);
    return this.write({ stage: "write", method: "POST", path, body }, readWritten, { version: null });
  }

  /** Replaces all labels of the path. KV version 2 only. */
  async writeLabels(place: WritePlace, labels: Readonly<Record<string, string>>): Promise<Result<null>> {
    const body = JSON.stringify({ custom_metadata: labels });
    const ask: Ask = { stage: "metadata", method: "POST", path: `${place.mount}/metadata/${place.path}`, body };
    const done = await this.write(ask, readWritten, { version: null });
    return done.ok ? ok(null) : done;
  }

  /**
   * The names of a secret's fields, without a value. KV version 2 only; without a segment `data` nothing can be there. Where a
   * place is unknown or closed the next one is tried, and one that is closed leaves it open whether the secret is there.
   */
  async readFieldNames(vaultPath: string): Promise<Result<FieldNames>> {
    const place: Place = { stage: "subkeys", path: vaultPath };
    let failure = vaultFailure("vault_path_not_found", place, { hint: "missing_data_segment" });
    for (const [at, path] of subkeysPaths(vaultPath).entries()) {
      const names = await this.ask({ stage: "subkeys", method: "GET", path, isTrial: true }, readFieldNames);
      if (names.ok || !NEXT_PLACE.has(names.error.code)) return names;
      if (at === 0 || names.error.code === "vault_permission_denied") failure = names.error;
    }
    return refused(failure);
  }

  /** Proves that there is a good token, so that a later 403 within this request means a missing right. */
  async proveToken({ freshLogin }: { freshLogin: boolean }): Promise<Result<TokenProof>> {
    const lookup: Ask = { stage: "lookup", method: "GET", path: "auth/token/lookup-self", isTrial: true };
    if (freshLogin) {
      const won = await this.#inTime(() => this.use.session.login(this.use.call));
      if (!won.ok) return won;
      this.#proven.add(won.value.generation);
      return ok({ stage: "login", ttlSeconds: won.value.ttlSeconds });
    }
    const lease = await this.#acquire(lookup);
    if (!lease.ok) return lease;
    this.#unspent = lease.value;
    const { ttlSeconds } = lease.value;
    if (lease.value.fresh) return ok({ stage: "login", ttlSeconds });
    const found = await this.ask(lookup, readTtl);
    if (found.ok) return ok({ stage: "lookup", ttlSeconds: found.value.ttlSeconds });
    return found.error.code === "vault_permission_denied" ? ok({ stage: "lookup", ttlSeconds, isDenied: true }) : found;
  }

  // --- answers ---

  async ask<T>(ask: Ask, read: (body: unknown, bytes: Uint8Array) => T | undefined, hint?: Hint): Promise<Result<T>> {
    const answer = await this.#send(ask);
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return refused(failureOf(answer.value, placeOf(ask), ask.hints));
    const body = parseAnswer(answer.value.body);
    const value = read(body, answer.value.body);
    if (value !== undefined) return ok(value);
    return refused(badAnswer(placeOf(ask), 200, body === undefined ? undefined : hint));
  }

  /** Of any answer, a refusal too, what `read` finds in it; undefined where none came. */
  async look<T>(ask: Ask, read: (status: number, body: unknown) => T | undefined): Promise<T | undefined> {
    const answer = await this.#send(ask);
    return answer.ok ? read(answer.value.status, parseAnswer(answer.value.body)) : undefined;
  }

  /** 204 is a good answer too: an engine that does not number has nothing to tell. */
  async write<T>(ask: Ask, read: (body: unknown) => T | undefined, ofNothing: T): Promise<Result<T>> {
    const answer = await this.#send(ask);
    if (!answer.ok) return answer;
    if (answer.value.status === 204) return ok(ofNothing);
    if (answer.value.status !== 200) return refused(failureOf(answer.value, placeOf(ask)));
    const value = read(parseAnswer(answer.value.body));
    return value === undefined ? refused(badAnswer(placeOf(ask), 200)) : ok(value);
  }

  // --- one call, with a token ---

  async #send(ask: Ask): Promise<Result<Answer>> {
    const first = await this.#attempt(ask);
    if (!first.ok) return first;
    if (ask.isTrial || !isDenied(first.value.outcome)) return this.#answerOf(ask, first.value);
    const renewed = await this.#report(ask, first.value.lease, false);
    if (!renewed.ok) return renewed;
    const second = await this.#attempt(ask, renewed.value);
    if (!second.ok) return second;
    if (!isDenied(second.value.outcome)) return this.#answerOf(ask, second.value);
    const final = await this.#report(ask, second.value.lease, true);
    return final.ok ? refused(failureOf(second.value.outcome, placeOf(ask), ask.hints)) : final;
  }

  /** Every sending takes a token of its own, the repeats of section 6.1 too. */
  async #attempt(ask: Ask, given?: Lease): Promise<Result<Attempt>> {
    let next = given;
    let used: Result<Lease> | undefined;
    const outcome = await sendWithRepeats(ask.method, async (): Promise<OutboundOutcome> => {
      used = next ? ok(next) : await this.#acquire(ask);
      next = undefined;
      if (!used.ok) return { kind: "timeout" }; // ends the repeats; the failure itself is answered below
      const timeoutMs = this.#leftMs();
      if (timeoutMs <= 0) return { kind: "timeout" };
      return callVault(this.#target, { ...ask, token: used.value.token, timeoutMs });
    });
    if (used === undefined || !used.ok) return used ?? refused(vaultFailure("vault_timeout", placeOf(ask)));
    return ok({ outcome, lease: used.value });
  }

  #answerOf(ask: Ask, { outcome, lease }: Attempt): Result<Answer> {
    if (outcome.kind !== "answer") return refused(failureOf(outcome, placeOf(ask)));
    if (ask.stage === "lookup" && outcome.status === 200) this.#proven.add(lease.generation);
    return ok(outcome);
  }

  async #acquire(ask: Ask): Promise<Result<Lease>> {
    const address = checkStoredAddress(this.use.call.address, this.use.allow);
    if (!address.ok) return refused(vaultFailure("vault_address_refused", { ...placeOf(ask), stage: "address" }));
    const unspent = this.#unspent;
    this.#unspent = undefined;
    if (unspent) return ok(unspent);
    return this.#noted(ask, await this.#inTime(() => this.use.session.acquire(this.use.call, keyOf(ask))));
  }

  async #report(ask: Ask, lease: Lease, repeated: boolean): Promise<Result<Lease>> {
    const fresh = this.#proven.has(lease.generation);
    const denial = { generation: lease.generation, fresh, repeated, path: keyOf(ask) };
    const next = await this.#inTime(() => this.use.session.refused(this.use.call, denial));
    return this.#noted(ask, next, 403);
  }

  /** The session does not know where in a request it was asked: a missing right is placed here. */
  #noted(ask: Ask, lease: Result<Lease>, upstreamStatus?: number): Result<Lease> {
    if (lease.ok && lease.value.fresh) this.#proven.add(lease.value.generation);
    if (lease.ok || lease.error.code !== "vault_permission_denied") return lease;
    const status = upstreamStatus === undefined ? {} : { upstreamStatus };
    const hint = ask.hints?.ofPath === undefined ? {} : { hint: ask.hints.ofPath };
    return refused(vaultFailure("vault_permission_denied", placeOf(ask), { ...status, ...hint }));
  }

  #leftMs(): number {
    return this.#deadlineMs - this.use.now();
  }

  /** A login that others wait for too may take longer than this request has. */
  async #inTime<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const login = { stage: "login", path: `auth/${this.use.call.authMount}/login` } as const;
    const late = refused(vaultFailure("vault_timeout", login));
    const leftMs = this.#leftMs();
    if (leftMs <= 0) return late;
    const expired = Promise.withResolvers<Result<T>>();
    const timer = setTimeout(() => expired.resolve(late), leftMs);
    try {
      return await Promise.race([work(), expired.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What a place answers where the engine is another one, or the role may not go. */
const NEXT_PLACE: ReadonlySet<string> = new Set(["vault_path_not_found", "vault_permission_denied"]);

const refused = (error: Failure): { readonly ok: false; readonly error: Failure } => ({ ok: false, error });
const placeOf = ({ stage, path }: Ask): Place => ({ stage, path });
const keyOf = ({ method, path }: Ask): string => `${method} ${path}`;
const isDenied = (outcome: OutboundOutcome): boolean => outcome.kind === "answer" && outcome.status === 403;
