import type { Marks } from "../audit/marks";
import type { BrokerStore } from "../broker/store";
import type { SessionRpc } from "../broker/vault/app-role-session";
import type { Config } from "../config";
import type { Keyring } from "../crypto/keyring";
import type { Details, Failure } from "../errors";
import type { RootKeyLedger } from "../keys/ledger";
import type { PolicyBook } from "../policies/book";
import type { RateCategory } from "../rate-limits";
import type { SecretStore } from "../secrets/store";
import type { SettingsBook } from "../settings/book";
import type { Change, Changes, Made } from "../space/changes";
import type { WebhookBook } from "../webhooks/book";
import type { Courier } from "../webhooks/courier";
import type { Outbox } from "../webhooks/outbox";
import type { Actor } from "./actor";
import type { Draft } from "./audit";
import type { Meta } from "./call";
import type { TenantDb } from "./db";
import type { DirectoryDb } from "./directory";
import type { Emit, NewEvent } from "./event";
import type { Asked } from "./policy";
import type { Taken } from "./rate-limit";
import type { Rights } from "./rights";
import type { SpaceRpc } from "./rpc";
import type { Space } from "./space";

/** What the object gives to all operations: the same for every call. */
export interface Rooms {
  readonly space: Space;
  readonly config: Config;
  /** The object's own tables. */
  readonly db: TenantDb;
  /** Both ends of the audit log. */
  readonly marks: Marks;
  readonly directory: DirectoryDb;
  /** Changes outside of this object that were begun: to be settled. */
  readonly changes: Pick<Changes, "settle" | "nextDueMs">;
  readonly keyring: Keyring;
  /** What this space seals under which root key. */
  readonly ledger: RootKeyLedger;
  readonly broker: BrokerStore;
  readonly session: (integrationId: string) => SessionRpc;
  /** Another space's object: for provisioning, and for rows that lie in its log. */
  readonly otherSpace: (spaceId: string) => SpaceRpc;
  readonly newUuid: (nowMs: number) => string;
  readonly clock: () => number;
  readonly book: PolicyBook;
  readonly secrets: SecretStore;
  readonly settings: SettingsBook;
  readonly webhooks: WebhookBook;
  /** Events of this space, in the transaction of their cause; operations use `emit`. */
  readonly outbox: Outbox;
  readonly courier: Courier;
  /** Some work of this object falls due at this time, in milliseconds (`alarm.ts`). */
  readonly wake: (atMs: number) => void;
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
  /** An event that the call causes. It is written with the audit row, if the call succeeds. */
  readonly emit: Emit;
  /** Takes units of the caller's bucket besides the one that the request cost, or none; a negative number gives back. */
  readonly spend: (category: RateCategory, units: number) => Taken;
}

/** What an effect may touch besides. */
export interface EffectContext extends Context {
  /**
   * The only way to a change of D1 or of another space: once a call, after its trail and its events say what it does, because
   * both are made durable first. Throws AppError service_unavailable: it did not come about, or nobody knows yet; then it
   * gets its row when that is known.
   */
  readonly changeDirectory: (change: Change) => Promise<void>;
}

/** What a call adds to its audit row. Numbers, names, ids, paths and hosts; never values. */
export class Trail {
  extra: Details = {};
  secretPath: string | null = null;
  readonly more: { readonly action: string; readonly extra: Details }[] = [];
  /** What became of the call's change outside of this object, if it made one. */
  change: Made | undefined;
  readonly writes: (() => void)[] = [];
  readonly events: NewEvent[] = [];
  /** What a policy refused the caller, whatever came of the call. */
  readonly violations: (Asked & { readonly reason: string })[] = [];
  /** Rows of the object's own work, done along with the call. */
  readonly drafts: Draft[] = [];
  /** One row per path, each with its own outcome, in place of the one row of the call. */
  readonly paths: { readonly path: string; readonly extra: Details; readonly error?: Failure | undefined }[] = [];

  /** Adds to `extra_data` of the row. */
  note(extra: Details): void {
    this.extra = { ...this.extra, ...extra };
  }

  /** A further row of the same call. */
  also(action: string, extra: Details): void {
    this.more.push({ action, extra });
  }

  /** A row of what the object does by itself because of the call. */
  append(row: Draft): void {
    this.drafts.push(row);
  }

  /** One path of several that a call is about. */
  forPath(path: string, extra: Details, error?: Failure): void {
    this.paths.push({ path, extra, error });
  }

  /** A write to the object's tables that is committed with the row, if the call succeeds. */
  write(work: () => void): void {
    this.writes.push(work);
  }
}
