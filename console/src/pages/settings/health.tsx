import { webhooks } from "#texts/webhooks.ts";
import { Badge, type Tone } from "../../parts/badge.tsx";
import type { Webhook } from "./webhook-draft.ts";

const TONES: Readonly<Record<Webhook["status"], Tone>> = {
  healthy: "good",
  degraded: "warning",
  failing: "bad",
  disabled: "plain",
};

/** How a webhook does, in a word. */
export const Health = ({ status }: { readonly status: Webhook["status"] }) => (
  <Badge tone={TONES[status]}>{webhooks.status[status]}</Badge>
);
