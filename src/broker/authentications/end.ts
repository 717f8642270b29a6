import { ok } from "../../errors";
import { type NewAuditEntry, newEntry } from "../../kernel/audit";
import type { EffectContext } from "../../kernel/context";
import type { Core } from "../../kernel/core";
import { internal } from "../../kernel/internal";
import { outbox } from "../../webhooks/outbox";
import { accessNote } from "../access/guard";
import { runObjects } from "./rpc";
import { type Ended, type Progress, type RunView, viewOf } from "./run";
import { authenticationStore } from "./store";
import type { AuthenticationRow } from "./tables";

/** `ended` null: the run was cut off. */
export interface End {
  readonly id: string;
  readonly ended: Ended | null;
  /** A form that holds a value may have left. */
  readonly sent: boolean;
}

/** The object of a run tells what came of it. Told twice, the first end stands; null: there is no such run. */
export const endAuthentication = internal({
  name: "authentications.end",
  async run(core, { id, ended, sent }: End) {
    const before = authenticationStore(core).find(id);
    const row = before && (await endRun(core, id, ended ?? cutOff(before, sent)));
    return ok<RunView | null>(row ? viewOf(row) : null);
  },
});

/** It waits for a person, or goes on. */
export const noteAuthentication = internal({
  name: "authentications.note",
  async run(core, { id, progress }: { id: string; progress: Progress }) {
    await authenticationStore(core).note(id, progress);
    return ok(null);
  },
});

/** A time step of a credential's codes is typed once, whichever run types it. */
export const claimTimeStep = internal({
  name: "authentications.claim_step",
  run: async (core, { credentialId, expiresAtMs }: { credentialId: string; expiresAtMs: number }) =>
    ok(await authenticationStore(core).claimStep(credentialId, expiresAtMs)),
});

type Here = Pick<Core, "space" | "clock">;

/** With the row of the log and the event that tell of it. */
export async function endRun(core: Here, id: string, ended: Ended): Promise<AuthenticationRow | undefined> {
  const { mode, status, verdict, code, details, host, matchedPattern, steps, usedTotp } = ended;
  const kept: Ended = { mode, status, verdict, code, details, host, matchedPattern, steps, usedTotp };
  return await authenticationStore(core).end(id, kept, core.clock(), (row) => {
    tell(core, row);
    return [entryOf(core, row)];
  });
}

/** A run that was cut off ends as one that knows nothing, if a form may have left; else it may be begun again. */
export const cutOff = (row: AuthenticationRow, sent: boolean): Ended => ({
  mode: row.mode,
  status: "failed",
  verdict: sent ? "unknown_after_submit" : null,
  code: sent ? "unknown_after_submit" : "service_unavailable",
  details: null,
  host: row.host,
  matchedPattern: row.matchedPattern,
  steps: row.steps,
  usedTotp: row.usedTotp,
});

/** A begun run is told to its object at once; one that this long knows nothing of it was cut off. */
const STARTS_WITHIN_MS = 15_000;

/** Ends a run whose object has it no more. Gives the row as it stands then. */
export async function endIfAbandoned<T extends AuthenticationRow | undefined>(
  ctx: EffectContext,
  row: T,
): Promise<T | AuthenticationRow> {
  if (!row || row.endedAtMs !== null || ctx.clock() - row.startedAtMs < STARTS_WITHIN_MS) return row;
  const { isLive, sent } = await runObjects(ctx)(row.id).standing();
  if (isLive) return row;
  return (await endRun(ctx, row.id, cutOff(row, sent))) ?? row;
}

const isGood = ({ status }: AuthenticationRow): boolean => status === "authenticated" || status === "filled";

function entryOf(core: Here, row: AuthenticationRow): NewAuditEntry {
  const { meta, ...subject } = row.beginner;
  const doing = isGood(row) ? { action: "credential.authenticated" } : { action: "credential.authentication_failed" };
  const extra_data = {
    credential_id: row.credentialId,
    authentication_id: row.id,
    browser_id: row.browserId,
    mode: row.mode,
    status: row.status,
    verdict: row.verdict,
    host: row.host,
    matched_pattern: row.matchedPattern,
    used_totp: row.usedTotp,
    vault_version: row.vaultVersion,
    ...accessNote(row),
  };
  const entry = newEntry(core, meta, row.startedAtMs, subject, { ...doing, extra_data, secretPath: null });
  return { ...entry, success: isGood(row), error_code: row.code };
}

function tell(core: Here, row: AuthenticationRow): void {
  const { identityId, meta } = row.beginner;
  const about = {
    credential_id: row.credentialId,
    authentication_id: row.id,
    mode: row.mode,
    verdict: row.verdict,
    host: row.host,
  };
  outbox(core).add(
    { identityId, requestId: meta.requestId, nowMs: core.clock() },
    isGood(row)
      ? { type: "credential.authenticated", data: { ...about, status: row.status } }
      : { type: "credential.authentication_failed", data: { ...about, code: row.code } },
  );
}
