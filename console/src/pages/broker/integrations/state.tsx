import { integrations as texts } from "#texts/broker.ts";
import { Badge, type Tone } from "../../../parts/badge.tsx";
import type { Integration } from "../records.ts";

const TONES: Readonly<Record<Integration["status"], Tone>> = { healthy: "good", failing: "bad", unknown: "plain" };

/** The outcome of the newest login or test. */
export function State({ of }: { readonly of: Integration["status"] }) {
  return <Badge tone={TONES[of]}>{texts.states[of]}</Badge>;
}
