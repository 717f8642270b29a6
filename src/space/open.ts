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
import { committed, followupHandlers, hooks, jobs, sealedKinds, undone } from "./modules";
import { RateLimiter } from "./rate-limiter";

/** A space that is open: what its object works with until it goes. */
export interface OpenSpace {
  readonly core: ObjectCore;
  readonly limiter: RateLimiter;
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
}

/** Everything that works on one space, tied together. Its tables are as this release has them. */
export async function open({ storage, ...given }: Parts): Promise<OpenSpace> {
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
  const journal = new Journal(
    core.db,
    checkpoints(core),
    () => storage.sync(),
    () => committed(core),
    (reason) => undone(core, reason),
  );
  const changes = new Changes(core, followupHandlers);
  await alarm.start(core);
  return { core, limiter: new RateLimiter(given.config.rateLimits), alarm };
}
