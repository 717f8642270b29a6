import { formatNullableTimestamp, formatTimestamp } from "../../formats";
import type { Description } from "./describe";
import type { RunView } from "./run";

/** Wire shapes, with their keys in the order of the documentation. */
export const presentRun = (run: RunView) => ({
  id: run.id,
  credentialId: run.credentialId,
  status: run.status,
  verdict: run.verdict,
  mode: run.mode,
  host: run.host,
  matchedPattern: run.matchedPattern,
  steps: run.steps.map(({ step, outcome }) => ({ step, outcome })),
  usedTotp: run.usedTotp,
  vaultVersion: run.vaultVersion,
  code: run.code,
  ...(run.details === null ? {} : { details: run.details }),
  startedAt: formatTimestamp(run.startedAtMs),
  endedAt: formatNullableTimestamp(run.endedAtMs),
  durationMs: run.endedAtMs === null ? null : Math.max(0, run.endedAtMs - run.startedAtMs),
});

export const presentDescription = ({ host, allowed, matchedPattern, form, refusal, details }: Description) => ({
  host,
  allowed,
  matchedPattern,
  form: form && {
    kind: form.kind,
    fields: form.fields.map(({ role, selector, label, frameHost }) => ({ role, selector, label, frameHost })),
    submit: form.submit && { selector: form.submit.selector, label: form.submit.label },
  },
  refusal,
  ...(details === null ? {} : { details }),
});
