import type { ObjectCore } from "../kernel/core";
import type { FileGauge } from "./file-gauge";
import type { RateLimiter } from "./rate-limiter";

/** What admits a call: the space's own things, the buckets of its callers, and the room that is left. */
export interface AdmissionParts {
  readonly core: ObjectCore;
  readonly limiter: RateLimiter;
  readonly file: FileGauge;
}
