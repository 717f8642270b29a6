import type { ObjectCore } from "../kernel/core";
import type { RateLimiter } from "./rate-limiter";

/** What admits a call: the space's own things, and the buckets of its callers. */
export interface AdmissionParts {
  readonly core: ObjectCore;
  readonly limiter: RateLimiter;
}
