import type { BrokerStore } from "../broker/store";
import type { Config } from "../config";
import type { Keyring } from "../crypto/keyring";
import type { DirectoryDb } from "../directory/db";
import type { Details } from "../errors";
import type { PolicyBook } from "../policies/book";
import type { Rights } from "../policies/rights";
import type { SessionRpc } from "../upstream/app-role-session";
import type { Actor } from "./actor";
import type { TenantDb } from "./db";
import type { Meta } from "./operation";
import type { Space } from "./space";
import type { SpaceRpc } from "./space-rpc";

/** What the object gives to all operations: the same for every call. */
export interface Rooms {
  readonly space: Space;
  readonly config: Config;
  /** The object's own tables. */
  readonly db: TenantDb;
  readonly directory: DirectoryDb;
  readonly keyring: Keyring;
  readonly broker: BrokerStore;
  readonly session: (integrationId: string) => SessionRpc;
  /** Another space's object: for provisioning, and for rows that lie in its log. */
  readonly otherSpace: (spaceId: string) => SpaceRpc;
  readonly newUuid: (nowMs: number) => string;
  readonly clock: () => number;
  readonly book: PolicyBook;
  /** Call after changing tokens, identities, roles, groups, policies or bindings. */
  readonly forgetGrants: () => void;
}

/** What an operation may touch. */
export interface Context extends Rooms, Rights {
  readonly actor: Actor;
  readonly meta: Meta;
  /** When the call began, in milliseconds. `clock` tells the time after an await. */
  readonly now: number;
  readonly trail: Trail;
}

/** What a call adds to its audit row. Numbers, names, ids, paths and hosts; never values. */
export class Trail {
  extra: Details = {};
  objectId: string | null = null;
  secretPath: string | null = null;
  readonly more: { readonly action: string; readonly extra: Details; readonly objectId: string | null }[] = [];
  readonly writes: (() => void)[] = [];

  /** Adds to `extra_data` of the row. */
  note(extra: Details): void {
    this.extra = { ...this.extra, ...extra };
  }

  /** The integration or credential that the row is about. */
  about(objectId: string): void {
    this.objectId = objectId;
  }

  /** A further row of the same call. */
  also(action: string, objectId: string | null, extra: Details): void {
    this.more.push({ action, objectId, extra });
  }

  /** A write to the object's tables that is committed with the row, if the call succeeds. */
  write(work: () => void): void {
    this.writes.push(work);
  }
}
