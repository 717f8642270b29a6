import { eq, sql } from "drizzle-orm";
import { fail } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { requireBrowser } from "../browsers/choice";
import { requireAllowed } from "../credentials/page";
import { findPointer } from "../credentials/queries";
import { codeFrom, fieldOf, noteUse, readFrom, seedOf } from "../credentials/values";
import { codePathOf, FIELD_ROLES } from "../field-map";
import type { MadeCode, SecretValues } from "../provider";
import type { Credential } from "../tables";
import type { TotpSeed } from "../totp";
import type { RunView } from "./run";
import { authenticationStore } from "./store";
import { type AuthenticationRow, authentications } from "./tables";

/** Another origin, a second try by `fill`: never without end. */
const MAX_LEASES = 4;
const TERMS = {
  scope: "credentials:authenticate",
  category: "broker_use",
  action: "credential.leased",
  auditsEveryOutcome: true,
  reach: "tenant",
} as const;

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
  /** Null, as the next two: the credential has none. */
  readonly username: string | null;
  readonly password: string | null;
  /** `vault`: it makes the codes itself, and is asked for each. */
  readonly totp: TotpSeed | "vault" | null;
}

/**
 * The values of a run, for the object that has it, in the name of who began it: all that held at its beginning is asked again.
 * The row of the log is durable before they leave.
 */
export const leaseCredential = effect({
  name: "authentications.lease",
  ...TERMS,
  async run(ctx, request: LeaseRequest): Promise<Leased> {
    const { run, pointer, host, matchedPattern } = await admitted(ctx, request);
    requireFewLeases(run);
    const { credential } = pointer;
    const secret = await readFrom(ctx, pointer, FIELD_ROLES);
    ctx.audit.annotate({ vault_version: secret.version });
    const totp = totpOf(credential, secret);
    const username = textOf(credential, "username", secret);
    const password = textOf(credential, "password", secret);
    ctx.defer((at) => {
      // It may have ended while the vault was asked: then nothing leaves.
      requireFewLeases(liveRun(ctx, run.id));
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

/** A code that the vault makes, at the moment when a run types it. As the lease of the values, and after it. */
export const leaseCode = effect({
  name: "authentications.lease_code",
  ...TERMS,
  async run(ctx, request: LeaseRequest): Promise<MadeCode> {
    const { run, pointer } = await admitted(ctx, request);
    if (run.leases === 0) fail("access_denied", { permission: "use" });
    ctx.audit.annotate({ fields: ["totp"] });
    const made = await codeFrom(ctx, pointer, codePathOf(pointer.credential.fieldMap) ?? fail("not_found"));
    ctx.defer(() => void liveRun(ctx, run.id));
    return made;
  },
});

/** Throws AppError: what held at the beginning of the run holds no more, or never held for this page. */
async function admitted(ctx: EffectContext, { id, url, mode }: LeaseRequest) {
  const run = liveRun(ctx, id);
  ctx.audit.annotate({ authentication_id: run.id, credential_id: run.credentialId });
  if (run.browserId !== null) await requireBrowser(ctx, run.browserId);
  const pointer = await findPointer(ctx, run.credentialId, "use");
  const { host, matchedPattern } = requireAllowed(ctx, pointer.credential, url);
  ctx.audit.annotate({ mode });
  return { run, pointer, host, matchedPattern };
}

const textOf = (credential: Credential, role: "username" | "password", secret: SecretValues): string | null =>
  credential.fieldMap[role] === undefined ? null : fieldOf(credential, role, secret);

function totpOf(credential: Credential, secret: SecretValues): Leased["totp"] {
  if (credential.fieldMap.totp === undefined) return null;
  return codePathOf(credential.fieldMap) === undefined ? seedOf(credential, secret) : "vault";
}

/** Of this caller, and not over. Throws AppError not_found, access_denied. */
function liveRun(ctx: EffectContext, id: string): AuthenticationRow {
  const run = authenticationStore(ctx).find(id) ?? fail("not_found");
  const { identityId, homeId } = run.beginner;
  if (identityId !== ctx.actor.identityId || homeId !== ctx.actor.homeId) fail("not_found");
  return run.endedAtMs === null ? run : fail("access_denied", { permission: "use" });
}

function requireFewLeases({ leases }: AuthenticationRow): void {
  if (leases >= MAX_LEASES) fail("access_denied", { permission: "use" });
}
