import { and, eq } from "drizzle-orm";
import { KEY_BYTES, openSync, sealSync } from "../crypto/aead";
import { type Bytes, lengthPrefixed, parseUtf8, utf8 } from "../crypto/encoding";
import type { Keyring, Sealed } from "../crypto/keyring";
import { rootKeyUsage } from "../directory/root-key-usage";
import type { SpaceDb } from "../kernel/db";
import { perSpace } from "../kernel/per-space";
import { recordKeys } from "./tables";

/** What a key seals: records of one purpose do not open as those of another. */
export type Purpose = "client-secret" | "cubbyhole" | "wrapping";

/**
 *   root key --HKDF(salt space id, info "record-key")--> seals the key of a purpose (random, one per space and purpose)
 *   key of the purpose --> seals each record (AES-256-GCM, random nonces)
 *
 * Associated data, every part behind its length: of the key purpose of the scheme, space, purpose, root key id; of a record purpose, space and
 * the record's own name. What is moved to another record, space or purpose does not open. A new root key seals one key anew, however many
 * records there are.
 */
const KEY = "record-key";
const scopeOf = (spaceId: string) => ({ salt: spaceId, info: KEY });
export const aadOfKey = (spaceId: string, purpose: string) => (rootKeyId: string) =>
  lengthPrefixed(KEY, spaceId, purpose, rootKeyId);

/** The key of one purpose in one space, opened in memory only. */
export class RecordKey {
  #raw: Bytes | undefined;
  #loading: Promise<Bytes> | undefined;

  constructor(
    private readonly purpose: Purpose,
    private readonly spaceId: string,
    private readonly db: SpaceDb,
    private readonly keyring: Keyring,
    /** Tells the directory that a record is about to be sealed under this root key. */
    private readonly announce: (rootKeyId: string) => Promise<void>,
  ) {}

  /** Before every call that seals or opens; makes the key if there is none. Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
  async ready(nowMs: number): Promise<void> {
    if (this.#raw) return;
    this.#loading ??= this.#load(nowMs).finally(() => {
      this.#loading = undefined;
    });
    this.#raw = await this.#loading;
  }

  /** Without an await. Throws if `ready` was not awaited before. */
  seal(name: readonly string[], text: string): Bytes {
    return sealSync(this.#opened(), utf8(text), this.#aadOf(name));
  }

  /** Without an await. Throws DecryptionFailed; or if `ready` was not awaited before. */
  open(name: readonly string[], sealed: Uint8Array): string {
    return parseUtf8(openSync(this.#opened(), new Uint8Array(sealed), this.#aadOf(name)));
  }

  #opened(): Bytes {
    if (!this.#raw) throw new Error("the key of the records is not loaded");
    return this.#raw;
  }

  #aadOf(name: readonly string[]): Bytes {
    return lengthPrefixed(this.purpose, this.spaceId, ...name);
  }

  async #load(createdAtMs: number): Promise<Bytes> {
    const { purpose } = this;
    const row = this.db.select().from(recordKeys).where(eq(recordKeys.purpose, purpose)).get();
    if (row) return await openKey(this.keyring, this.spaceId, purpose, sealedOf(row));
    const { keyring, spaceId } = this;
    await this.announce(keyring.newestId);
    const raw = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    const { keyId: rootKeyId, bytes } = await keyring.seal(scopeOf(spaceId), raw, aadOfKey(spaceId, purpose));
    this.db
      .insert(recordKeys)
      .values({ purpose, sealed: Buffer.from(bytes), rootKeyId, createdAtMs })
      .run();
    return raw;
  }
}

type Row = typeof recordKeys.$inferSelect;
const sealedOf = ({ rootKeyId, sealed }: Row): Sealed => ({ keyId: rootKeyId, bytes: new Uint8Array(sealed) });

const openKey = (keyring: Keyring, spaceId: string, purpose: string, sealed: Sealed): Promise<Bytes> =>
  keyring.open(scopeOf(spaceId), sealed, aadOfKey(spaceId, purpose));

/** The same key under the newest root key; false where it changed meanwhile. Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
export async function resealKey(db: SpaceDb, keyring: Keyring, spaceId: string, row: Row): Promise<boolean> {
  const { purpose } = row;
  const raw = await openKey(keyring, spaceId, purpose, sealedOf(row));
  const fresh = await keyring.seal(scopeOf(spaceId), raw, aadOfKey(spaceId, purpose));
  const same = and(eq(recordKeys.purpose, purpose), eq(recordKeys.sealed, row.sealed));
  const values = { sealed: Buffer.from(fresh.bytes), rootKeyId: fresh.keyId };
  return db.update(recordKeys).set(values).where(same).returning({ purpose: recordKeys.purpose }).get() !== undefined;
}

/** For the room of this purpose. */
export const recordKeyOf = (purpose: Purpose) =>
  perSpace(
    (core) =>
      new RecordKey(purpose, core.space.id, core.db, core.keyring, (rootKeyId) =>
        rootKeyUsage(core).reserve(rootKeyId),
      ),
  );
