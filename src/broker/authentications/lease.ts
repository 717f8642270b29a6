import { eq, sql } from "drizzle-orm";
import { fail } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { requireBrowser } from "../browsers/choice";
import { requireAllowed } from "../credentials/page";
import { findPointer } from "../credentials/queries";
import { fieldOf, noteUse, readFrom, seedOf } from "../credentials/values";
import type { TotpSeed } from "../totp";
import type { RunView } from "./run";
import { authenticationStore } from "./store";
import { type AuthenticationRow, authentications } from "./tables";

/** Another origin, a second try by `fill`: never without end. */
const MAX_LEASES = 4;

export interface LeaseRequest {
  /** Of the run. */
  readonly id: string;
  /** Where the values go, as the browser told it, with a slash behind it. */
  readonly url: string;
  /** How they go there: `fill` where `wire` fell back. */
  readonly mode: RunView["mode"];
}
export interface Leased {
  readonly host: string;
  readonly matchedPattern: string;
  readonly username: string;
  readonly password: string;
  readonly totp: TotpSeed | null;
}

/**
 * The values of a run, for the object that has it, in the name of who began it: all that held at its beginning is asked again.
 * The row of the log is durable before they leave.
 */
export const leaseCredential = effect({
  name: "authentications.lease",
  scope: "credentials:authenticate",
  category: "broker_use",
  action: "credential.leased",
  auditsEveryOutcome: true,
  reach: "tenant",
  async run(ctx, { id, url, mode }: LeaseRequest): Promise<Leased> {
    const run = liveRun(ctx, id);
    ctx.audit.annotate({ authentication_id: run.id, credential_id: run.credentialId });
    if (run.browserId !== null) await requireBrowser(ctx, run.browserId);
    const pointer = await findPointer(ctx, run.credentialId, "use");
    const { credential } = pointer;
    const { host, matchedPattern } = requireAllowed(ctx, credential, url);
    ctx.audit.annotate({ mode });
    const secret = await readFrom(ctx, pointer);
    ctx.audit.annotate({ vault_version: secret.version });
    const totp = credential.fieldMap.totp === undefined ? null : seedOf(credential, secret);
    const username = fieldOf(credential, "username", secret);
    const password = fieldOf(credential, "password", secret);
    ctx.defer((at) => {
      // It may have ended while the vault was asked: then nothing leaves.
      liveRun(ctx, run.id);
      noteUse(at, credential.id);
      const leases = sql`${authentications.leases} + 1`;
      at.db
        .update(authentications)
        .set({ leases, vaultVersion: secret.version, host, matchedPattern })
        .where(eq(authentications.id, run.id))
        .run();
    });
    return { host, matchedPattern, username, password, totp };
  },
});

/** Of this caller, and not over. Throws AppError not_found, access_denied. */
function liveRun(ctx: EffectContext, id: string): AuthenticationRow {
  const run = authenticationStore(ctx).find(id) ?? fail("not_found");
  const { identityId, homeId } = run.beginner;
  if (identityId !== ctx.actor.identityId || homeId !== ctx.actor.homeId) fail("not_found");
  return run.endedAtMs === null && run.leases < MAX_LEASES ? run : fail("access_denied", { permission: "use" });
}
