import { checkpoints } from "../audit/checkpoints";
import { Journal } from "../audit/journal";
import type { Config } from "../config";
import type { Keyring } from "../crypto/keyring";
import type { ObjectCore } from "../kernel/core";
import type { SpaceDb } from "../kernel/db";
import { type DirectoryWriter, openDirectory } from "../kernel/directory";
import { openSpace } from "../kernel/per-space";
import { spaceStub } from "../kernel/rpc";
import type { Space } from "../kernel/space";
import { Alarm } from "./alarm";
import { Changes } from "./changes";
import { FileGauge } from "./file-gauge";
import { committed, followupHandlers, hooks, jobs, sealedKinds, undone } from "./modules";
import type { AdmissionParts } from "./parts";
import { RateLimiter } from "./rate-limiter";

/** A space that is open: what its object works with until it goes. */
export interface OpenSpace extends AdmissionParts {
  readonly alarm: Alarm;
}
interface Parts {
  readonly space: Space;
  readonly env: Env;
  readonly config: Config;
  readonly storage: DurableObjectStorage;
  readonly db: SpaceDb;
  readonly keyring: Keyring;
  readonly writer: DirectoryWriter;
  readonly clock: () => number;
  /** Of the object's file, in bytes; undefined: that of the platform. */
  readonly fileLimit: () => number | undefined;
}

/** Everything that works on one space, tied together. Its tables are as this release has them. */
export async function open({ storage, fileLimit, ...given }: Parts): Promise<OpenSpace> {
  const alarm = new Alarm(storage, jobs);
  const core: ObjectCore = {
    ...given,
    directory: openDirectory(given.env.DB),
    spaceRpc: (spaceId) => spaceStub(given.env, spaceId),
    schedule: (atMs) => alarm.schedule(atMs),
    hooks,
    sealed: sealedKinds,
    get journal() {
      return journal;
    },
    get changes() {
      return changes;
    },
  };
  openSpace(core);
  const file = new FileGauge(core.space, () => storage.sql.databaseSize, fileLimit);
  const journal = new Journal(
    core.db,
    checkpoints(core),
    () => storage.sync(),
    () => {
      committed(core);
      file.committed();
    },
    (reason) => undone(core, reason),
  );
  const changes = new Changes(core, followupHandlers);
  await alarm.start(core);
  return { core, limiter: new RateLimiter(given.config.rateLimits), file, alarm };
}
