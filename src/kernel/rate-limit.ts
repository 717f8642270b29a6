import type { Failure } from "../errors";
import type { RateCategory } from "../rate-limits";
import type { RateState } from "./call";

export type RateDecision =
  | { readonly ok: true; readonly rate?: RateState }
  | { readonly ok: false; readonly rate: RateState; readonly retryAfter: number; readonly tarpitMs: number };

/** The answer to who was refused. */
export const rateLimited = (
  category: RateCategory,
  { retryAfter, tarpitMs }: Pick<Extract<RateDecision, { ok: false }>, "retryAfter" | "tarpitMs">,
): Failure => ({
  code: "rate_limited",
  details: { category, retry_after: retryAfter },
  retryAfter,
  ...(tarpitMs > 0 ? { tarpitMs } : {}),
});
