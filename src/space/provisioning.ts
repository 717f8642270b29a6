import type { Config } from "../config";
import { Keyring } from "../crypto/keyring";
import { OPERATOR_SPACE } from "../crypto/token";
import { D1Writer } from "../directory/d1-writer";
import { storedSpace, storeSpace } from "../directory/own-space";
import { findSpace } from "../directory/spaces";
import type { Call } from "../kernel/call";
import { openSpaceDb } from "../kernel/db";
import { openDirectory, openWritableDirectory } from "../kernel/directory";
import { kindOfSpace, type Space } from "../kernel/space";
import { logFault } from "../log";
import { isOperatorToken } from "./authn/operator";
import { isProvisioned } from "./migrate";
import { migrateSpace } from "./migrate-space";
import { type OpenSpace, open } from "./open";

/**
 * How an object becomes a space: by being provisioned, once, or by starting again with the tables that it has. An object whose
 * space is in the directory, but which was never provisioned, is provisioned when the operator calls, or somebody whom their
 * home let act here.
 */
export class Provisioning {
  readonly #id: string;
  readonly #db;
  readonly #writer;

  constructor(
    private readonly state: DurableObjectState,
    private readonly env: Env,
    private readonly config: Config,
    private readonly clock: () => number,
    /** Of the object's file, in bytes; undefined: that of the platform. */
    private readonly fileLimit: () => number | undefined,
  ) {
    this.#id = state.id.name ?? "";
    this.#db = openSpaceDb(state.storage);
    this.#writer = new D1Writer(openWritableDirectory(env.DB), this.#id);
  }

  /** Undefined: nobody provisioned it. */
  async load(): Promise<OpenSpace | undefined> {
    const { storage } = this.state;
    if (!isProvisioned(storage)) return undefined;
    const keyring = new Keyring(this.config.rootKeys);
    await migrateSpace(storage, this.#writer, keyring, this.#id);
    const space = storedSpace(this.#db, this.#id);
    if (!space) return undefined;
    const { env, config, clock, fileLimit } = this;
    return await open({ space, env, config, clock, fileLimit, storage, keyring, db: this.#db, writer: this.#writer });
  }

  /** Undefined: without a root key, or without the directory, no log can begin that proves itself. */
  async create(space: Space): Promise<OpenSpace | undefined> {
    try {
      await migrateSpace(this.state.storage, this.#writer, new Keyring(this.config.rootKeys), space.id);
    } catch (e) {
      logFault(e, { space: space.id });
      return undefined;
    }
    storeSpace(this.#db, space);
    return await this.load();
  }

  mayRecover(call: Call): boolean {
    return (
      (isOperatorToken(this.config, call.token) || call.delegated?.spaceId === this.#id) &&
      kindOfSpace(this.#id) !== undefined
    );
  }

  /** Rejects if the directory does not answer. */
  async spaceInDirectory(): Promise<Space | undefined> {
    if (this.#id === OPERATOR_SPACE) return operatorSpace(this.clock());
    return await findSpace(openDirectory(this.env.DB), this.#id);
  }
}

const operatorSpace = (nowMs: number): Space => ({
  id: OPERATOR_SPACE,
  kind: "operator",
  partnerId: null,
  status: "active",
  createdAtMs: nowMs,
});
