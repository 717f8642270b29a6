import type { Context } from "hono";
import type { RateState } from "../kernel/call";
import type { AppEnv } from "./app-env";

/** Whole units left, and the Unix second in which the bucket would be full again. */
export function setRateHeaders(c: Context<AppEnv>, { limit, remaining, resetAtMs }: RateState): void {
  c.header("X-RateLimit-Limit", String(limit));
  c.header("X-RateLimit-Remaining", String(remaining));
  c.header("X-RateLimit-Reset", String(Math.ceil(resetAtMs / 1000)));
}
