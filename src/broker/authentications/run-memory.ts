import { lengthPrefixed, parseUtf8, utf8 } from "../../crypto/encoding";
import { DecryptionFailed, type Keyring, NoRootKey, type Sealed, UnknownRootKey } from "../../crypto/keyring";
import type { Filled } from "../../sign-in/drive/outcome";
import type { SocketOrder } from "../browsers/socket-order";
import type { Ended, RunRef } from "./run";

/** For how long what was filled and not sent can be wiped. */
export const WIPES_FOR_MS = 60 * 60_000;

/** What it takes to find the page again, and what stands there. A browser's key is none of it: whoever wipes brings the present one. */
export interface Trace {
  readonly socket: Omit<SocketOrder, "sealedApiKey">;
  readonly filled: Filled;
}
interface Kept extends RunRef {
  /** A form that holds a value may have left. Written before it does. */
  readonly sent: boolean;
  /** What the space was not told yet. */
  readonly ended?: Ended;
  /** Of a run that only filled; sealed, because a socket's address may hold a session, or a key of the caller's. */
  readonly trace?: { readonly sealed: Sealed; readonly untilMs: number };
}

/**
 * What the object of a run keeps over its own end: that it began, whether something may have left, what came of it. No value.
 * A trace is sealed with AES-256-GCM under a key of its own purpose; tenant, run and root key id are bound.
 */
const PURPOSE = "login-run-trace";
const KEY = "run";

export class RunMemory {
  constructor(
    private readonly storage: DurableObjectStorage,
    private readonly keys: Keyring,
  ) {}

  /** Undefined: no run, or one that is over and told. */
  get kept(): Kept | undefined {
    return this.storage.kv.get<Kept>(KEY);
  }

  begin({ tenantId, id }: RunRef): void {
    this.storage.kv.put<Kept>(KEY, { tenantId, id, sent: false });
  }

  /** Durable when it answers. */
  async sending(): Promise<void> {
    this.#change({ sent: true });
    await this.storage.sync();
  }

  ended(ended: Ended): void {
    this.#change({ ended });
  }

  /** The space knows. False: nothing is left to keep. */
  told(): boolean {
    const { trace, tenantId, id, sent } = this.kept ?? {};
    if (!trace || tenantId === undefined || id === undefined || sent === undefined) return false;
    this.storage.kv.put<Kept>(KEY, { tenantId, id, sent, trace });
    return true;
  }

  async keepTrace({ tenantId, id }: RunRef, trace: Trace, untilMs: number): Promise<void> {
    const scope = { salt: tenantId, info: PURPOSE };
    const sealed = await this.keys.seal(scope, utf8(JSON.stringify(trace)), aadFor(tenantId, id));
    this.#change({ trace: { sealed, untilMs } });
  }

  /** Undefined: there is none, its time is over, or its root key is gone. */
  async trace(nowMs: number): Promise<Trace | undefined> {
    const { trace, tenantId, id } = this.kept ?? {};
    if (!trace || tenantId === undefined || id === undefined || trace.untilMs <= nowMs) return undefined;
    try {
      const plain = await this.keys.open({ salt: tenantId, info: PURPOSE }, trace.sealed, aadFor(tenantId, id));
      return JSON.parse(parseUtf8(plain)) as Trace;
    } catch (e) {
      if (e instanceof DecryptionFailed || e instanceof UnknownRootKey || e instanceof NoRootKey) return undefined;
      throw e;
    }
  }

  /** All of it: the object leaves nothing. */
  async erase(): Promise<void> {
    await this.storage.deleteAlarm();
    await this.storage.deleteAll();
  }

  #change(change: Partial<Kept>): void {
    const { kept } = this;
    if (kept) this.storage.kv.put<Kept>(KEY, { ...kept, ...change });
  }
}

const aadFor = (tenantId: string, id: string) => (keyId: string) => lengthPrefixed(PURPOSE, tenantId, id, keyId);
