import { and, count, desc, eq, gt, lt, sql } from "drizzle-orm";
import { importAeadKey } from "../crypto/aead";
import { type Bytes, toBase64 } from "../crypto/encoding";
import type { Keyring, Sealed } from "../crypto/keyring";
import {
  newSpaceKey,
  openDataKey,
  openSpaceKey,
  openValue,
  openVersion,
  rewrapDataKey,
  rewrapSpaceKey,
  type SealedVersion,
  sealVersion,
  type VersionName,
} from "../crypto/space-keys";
import type { SpaceDb } from "../kernel/db";
import { logUnopened } from "../log";
import { isSealed } from "./spare-keys";
import { NO_KEY, secretVersions, spaceKeys } from "./tables";

interface LoadedKey {
  readonly version: number;
  readonly raw: Bytes;
  readonly opens: CryptoKey;
}
export interface KeyState {
  readonly keyVersion: number;
  /** Versions whose data key is still wrapped by an older key of the space. */
  readonly pending: number;
}

/** Data keys kept ready; each is of one version. */
const MAX_DATA_KEYS = 512;

/**
 * The keys of this space, unwrapped in memory only.
 * - the first key is made at the first write, by one caller, however many wait;
 * - the newest key seals, each older one opens until nothing is wrapped by it any more, and is removed then;
 * - a key is found by its number, never by trying: what is not there fails closed.
 */
export class SpaceKeys {
  readonly #loading = new Map<number, Promise<LoadedKey>>();
  readonly #dataKeys = new Map<string, CryptoKey>();
  /** Those that `openNow` may use. */
  readonly #loaded = new Map<number, LoadedKey>();
  #newest: LoadedKey | undefined;
  #preparing: Promise<LoadedKey> | undefined;

  constructor(
    private readonly db: SpaceDb,
    private readonly keyring: Keyring,
    private readonly spaceId: string,
    /** Tells the directory that a record is about to be sealed under this root key. */
    private readonly announce: (rootKeyId: string) => Promise<void>,
  ) {}

  /** Loads or makes the key that seals. Before every mutation that seals. Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
  async ready(nowMs: number): Promise<void> {
    if (this.#newest) return;
    this.#preparing ??= this.#prepare(nowMs).finally(() => {
      this.#preparing = undefined;
    });
    const prepared = await this.#preparing;
    // A rotation may have been quicker: what an older key seals now might lose its key.
    this.#newest ??= prepared;
  }

  /** Without an await. Throws if `ready` was not awaited before. */
  seal(name: Omit<VersionName, "spaceId">, plaintext: Uint8Array): SealedVersion & { readonly keyVersion: number } {
    if (!this.#newest) throw new Error("the key of the space is not loaded");
    const { raw, version } = this.#newest;
    return { ...sealVersion(raw, version, this.#full(name), plaintext), keyVersion: version };
  }

  /** Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
  async open(
    name: Omit<VersionName, "spaceId">,
    stored: { keyVersion: number; wrappedKey: Uint8Array; format: number; sealed: Uint8Array },
  ): Promise<Bytes> {
    const full = this.#full(name);
    const wrappedKey = new Uint8Array(stored.wrappedKey);
    // The wrapped bytes are part of the name: a key that was moved here is not found, and then does not open.
    const cached = `${name.secretId} ${name.version} ${stored.keyVersion} ${toBase64(wrappedKey)}`;
    let dataKey = this.#dataKeys.get(cached);
    if (!dataKey) {
      const { opens } = await this.#load(stored.keyVersion);
      dataKey = await openDataKey(opens, stored.keyVersion, full, wrappedKey);
      if (this.#dataKeys.size >= MAX_DATA_KEYS) this.#dataKeys.clear();
      this.#dataKeys.set(cached, dataKey);
    }
    return openValue(dataKey, full, { format: stored.format, sealed: new Uint8Array(stored.sealed) });
  }

  /** Loads the key of the space that a stored version is under. Before every mutation that opens. Throws as `open`. */
  async readyFor(keyVersion: number): Promise<void> {
    this.#loaded.set(keyVersion, await this.#load(keyVersion));
  }

  /** As `open`, without an await. Undefined: the key is not loaded. Throws DecryptionFailed. */
  openNow(
    name: Omit<VersionName, "spaceId">,
    stored: { keyVersion: number; wrappedKey: Uint8Array; format: number; sealed: Uint8Array },
  ): Bytes | undefined {
    const { keyVersion } = stored;
    const key = this.#newest?.version === keyVersion ? this.#newest : this.#loaded.get(keyVersion);
    return key && openVersion(key.raw, keyVersion, this.#full(name), stored);
  }

  /** Call when a version of this secret was destroyed: its key must not stay in memory. */
  forgetDataKeys(secretId: string): void {
    for (const name of this.#dataKeys.keys()) if (name.startsWith(`${secretId} `)) this.#dataKeys.delete(name);
  }

  // --- rotation of the space's key ---

  /** New versions use the new key at once. While older ones wait for it, nothing changes. Throws as `ready`. */
  async rotate(nowMs: number): Promise<KeyState> {
    await this.ready(nowMs);
    const running = this.state();
    if (running.pending > 0) return running;
    const version = running.keyVersion + 1;
    await this.announce(this.keyring.newestId);
    const { raw, wrapped } = await newSpaceKey(this.keyring, this.spaceId, version);
    const opens = await importAeadKey(raw, "decrypt");
    // Another call may have been quicker: then its key stands.
    if (this.state().keyVersion !== running.keyVersion) return this.state();
    this.#insert(version, wrapped, nowMs);
    const loaded = { version, raw, opens };
    this.#loading.set(version, Promise.resolve(loaded));
    this.#newest = loaded;
    return this.state();
  }

  /** 0 and 0 before the first secret. */
  state(): KeyState {
    const keyVersion = this.#newestRow()?.version ?? 0;
    const older = this.db.select({ pending: count() }).from(secretVersions).where(isUnderOlder(keyVersion));
    return { keyVersion, pending: older.get()?.pending ?? 0 };
  }

  /** Is any version still under an older key? Cheaper than to count them. */
  hasPending(): boolean {
    const newest = this.#newestRow()?.version ?? 0;
    const { keyVersion } = secretVersions;
    return this.db.select({ keyVersion }).from(secretVersions).where(isUnderOlder(newest)).limit(1).get() !== undefined;
  }

  /**
   * Wraps data keys of up to `limit` older versions anew, oldest first, in one transaction; gives how many. It may be repeated,
   * cut off and run under traffic: values stay as they are, and both keys open meanwhile. Throws as `ready`.
   */
  async rewrapDataKeys(nowMs: number, limit: number): Promise<number> {
    await this.ready(nowMs);
    const { keyVersion: used } = secretVersions;
    const versions = this.db.selectDistinct({ version: used }).from(secretVersions).where(gt(used, NO_KEY)).all();
    const keys = new Map<number, LoadedKey>();
    for (const { version } of versions) keys.set(version, await this.#load(version));
    return this.db.$client.transactionSync(() => {
      const to = this.#newest;
      if (!to) return 0;
      const { secretId, number, keyVersion, wrappedKey } = secretVersions;
      const rows = this.db
        .select({ secretId, number, keyVersion, wrappedKey })
        .from(secretVersions)
        .where(isUnderOlder(to.version))
        .orderBy(keyVersion, sql`rowid`)
        .limit(limit)
        .all();
      for (const row of rows) {
        const from = keys.get(row.keyVersion);
        if (!from) continue;
        const name = this.#full({ secretId: row.secretId, version: row.number });
        this.db
          .update(secretVersions)
          .set({ wrappedKey: Buffer.from(rewrapDataKey(from, to, name, row.wrappedKey)), keyVersion: to.version })
          .where(and(eq(secretId, row.secretId), eq(number, row.number)))
          .run();
      }
      return rows.length;
    });
  }

  /** Keys of this space under the newest root key; gives how many were wrapped anew. Throws as `ready`. */
  async rewrapUnderNewestRoot(limit: number): Promise<number> {
    let rewrapped = 0;
    for (const row of this.db.select().from(spaceKeys).where(isSealed).all()) {
      if (rewrapped >= limit) break;
      const before = { keyId: row.rootKeyId, bytes: new Uint8Array(row.wrapped) };
      if (row.rootKeyId !== this.keyring.newestId) await this.announce(this.keyring.newestId);
      const anew = await this.#rewrapped(row.version, before);
      if (!anew) continue;
      const values = { wrapped: Buffer.from(anew.bytes), rootKeyId: anew.keyId };
      this.db.update(spaceKeys).set(values).where(eq(spaceKeys.version, row.version)).run();
      rewrapped++;
    }
    return rewrapped;
  }

  /** Undefined where it is done already, or where it does not open: that stays as it is, and is logged. */
  async #rewrapped(version: number, wrapped: Sealed): Promise<Sealed | undefined> {
    try {
      return await rewrapSpaceKey(this.keyring, this.spaceId, version, wrapped);
    } catch (e) {
      logUnopened(e, { space: this.spaceId, key_version: version, root_key: wrapped.keyId });
      return undefined;
    }
  }

  async #prepare(nowMs: number): Promise<LoadedKey> {
    const row = this.#newestRow();
    if (row) return this.#load(row.version);
    await this.announce(this.keyring.newestId);
    const { raw, wrapped } = await newSpaceKey(this.keyring, this.spaceId, 1);
    const loaded = { version: 1, raw, opens: await importAeadKey(raw, "decrypt") };
    this.#insert(1, wrapped, nowMs);
    this.#loading.set(1, Promise.resolve(loaded));
    return loaded;
  }

  #insert(version: number, { keyId, bytes }: Sealed, createdAtMs: number): void {
    const row = { version, wrapped: Buffer.from(bytes), rootKeyId: keyId, createdAtMs };
    this.db.insert(spaceKeys).values(row).run();
  }

  #load(version: number): Promise<LoadedKey> {
    let loading = this.#loading.get(version);
    if (!loading) {
      loading = this.#unwrap(version);
      this.#loading.set(version, loading);
      loading.catch(() => this.#loading.delete(version));
    }
    return loading;
  }

  async #unwrap(version: number): Promise<LoadedKey> {
    const found = and(eq(spaceKeys.version, version), isSealed);
    const row = this.db.select().from(spaceKeys).where(found).get();
    if (!row) throw new Error("a key of the space is not there");
    const wrapped = { keyId: row.rootKeyId, bytes: new Uint8Array(row.wrapped) };
    const raw = await openSpaceKey(this.keyring, this.spaceId, version, wrapped);
    return { version, raw, opens: await importAeadKey(raw, "decrypt") };
  }

  #newestRow() {
    return this.db.select().from(spaceKeys).orderBy(desc(spaceKeys.version)).limit(1).get();
  }

  #full(name: Omit<VersionName, "spaceId">): VersionName {
    return { ...name, spaceId: this.spaceId };
  }
}

/** Versions that hold a value whose data key an older key of the space wraps. */
const isUnderOlder = (version: number) =>
  and(gt(secretVersions.keyVersion, NO_KEY), lt(secretVersions.keyVersion, version));
