/**
 * Requests per minute and identity, by category, where `RATE_LIMITS` says nothing else. 0 lifts a limit. Of `exchange` it is the
 * refusals that count, by issuer.
 */
export const DEFAULT_RATE_LIMITS = {
  read: 1000,
  write: 100,
  delete: 100,
  list: 100,
  batch_read: 100,
  batch_metadata: 100,
  rotation: 50,
  policy: 50,
  policy_test: 200,
  secret_policy: 50,
  slow_values: 30,
  webhook: 20,
  audit_query: 50,
  audit_export: 5,
  identity: 100,
  auth: 300,
  exchange: 60,
  broker_read: 300,
  broker_write: 100,
  broker_push: 100,
  broker_use: 1000,
  broker_test: 30,
} as const;

export type RateCategory = keyof typeof DEFAULT_RATE_LIMITS;
export type RateLimits = Record<RateCategory, number>;
export const RATE_CATEGORIES = Object.keys(DEFAULT_RATE_LIMITS) as [RateCategory, ...RateCategory[]];
