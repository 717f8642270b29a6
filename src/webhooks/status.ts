/** How a webhook does. Pure. */

export const WEBHOOK_STATUSES = ["healthy", "degraded", "failing", "disabled"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

const FAILING_FROM = 10;
/** Failed attempts in a row after which a webhook is disabled. */
export const DISABLED_FROM = 50;
/** The receiver says that it is gone for good. */
const GONE = 410;

/** `failures`: failed attempts in a row. */
export function statusOf({ enabled, failures }: { enabled: boolean; failures: number }): WebhookStatus {
  if (!enabled) return "disabled";
  if (failures === 0) return "healthy";
  return failures < FAILING_FROM ? "degraded" : "failing";
}

/** After a failed attempt, which `failures` counts. */
export const mustDisable = (failures: number, responseCode: number | null): boolean =>
  failures >= DISABLED_FROM || responseCode === GONE;
