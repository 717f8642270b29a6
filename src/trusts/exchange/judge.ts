import { eq } from "drizzle-orm";
import { sha256Hex } from "../../crypto/digest";
import { type StoredIdentity, storedIdentity } from "../../identities/stored";
import type { ObjectCore } from "../../kernel/core";
import type { ReadDb } from "../../kernel/db";
import { type Check, failed, passed, skipped } from "../checks";
import { groupsFor, identityFor, mfaAtMs } from "../identity-of";
import type { Jwt } from "../jwt/decode";
import { type TrustRow, trusts, usedSubjectTokens } from "../tables";
import type { Bearer } from "./bearer";
import type { Refused, Verified } from "./evidence";
import { tokenChecks } from "./look";
import { groupsMeant } from "./rights";

export type Judgement = { readonly ok: true; readonly bearer: Bearer } | ({ readonly ok: false } & Refused);

/** What a request means besides its token. */
export interface Meant {
  readonly audience: string | null;
  /** The token is used up by this, where its trust says so. */
  readonly usesUp: boolean;
}

/**
 * Does the trust vouch for the bearer now? By its row as it is at this moment, so that one that was disabled or changed while keys were
 * fetched lets nobody in. Changes nothing.
 */
export function judgeBearer(core: Pick<ObjectCore, "db" | "space" | "clock">, seen: Verified, meant: Meant): Judgement {
  const { jwt } = seen;
  const trust = core.db.select().from(trusts).where(eq(trusts.id, seen.trust.id)).get();
  if (!trust || !hasSameKeys(trust, seen.trust))
    return { ok: false, trust: seen.trust, check: failed("active", "disabled") };
  const checks = [
    ...tokenChecks(core, trust, jwt, meant.audience),
    ...(meant.usesUp ? [singleUseCheck(core.db, trust, jwt)] : []),
  ];
  const check = checks.find(({ outcome }) => outcome === "failed");
  if (check) return { ok: false, trust, check };
  const bearer = identityFor(trust, jwt.claims);
  if (!bearer.ok) return { ok: false, trust, check: failed("identity", bearer.reason, bearer.claim) };
  const holder = storedIdentity(core.db, bearer.id);
  const stands = holderCheck(trust, holder);
  if (stands.outcome === "failed") return { ok: false, trust, check: stands };
  return {
    ok: true,
    bearer: {
      trust,
      jwt,
      identityId: bearer.id,
      holder,
      groups: groupsMeant(core.db, trust, groupsFor(trust, jwt.claims)),
      mfaVerifiedAtMs: mfaAtMs(trust, jwt.claims, core.clock()),
    },
  };
}

/** The signature was verified by the keys of the row as it was then. */
const hasSameKeys = (now: TrustRow, then: TrustRow): boolean =>
  now.preset === then.preset && now.issuer === then.issuer && now.jwksUri === then.jwksUri && now.jwks === then.jwks;

/** An identity that is not there is made only by a trust that says so. */
export function holderCheck({ createIdentity }: TrustRow, holder: StoredIdentity | undefined): Check {
  if (!holder) return createIdentity ? passed("identity") : failed("identity", "unknown");
  return holder.isActive ? passed("identity") : failed("identity", "disabled");
}

/** Skipped where the trust lets a token buy many. */
export function singleUseCheck(db: ReadDb, { singleUse }: TrustRow, jwt: Jwt): Check {
  if (!singleUse) return skipped("single_use", "unsupported");
  const used = db
    .select()
    .from(usedSubjectTokens)
    .where(eq(usedSubjectTokens.key, keyOfUse(jwt)))
    .get();
  return used ? failed("single_use", "repeated") : passed("single_use");
}

/** By issuer and `jti`, which the issuer gives once; else by what was signed: the signature itself may have two spellings. */
export function keyOfUse({ claims, digest }: Jwt): string {
  const { iss, jti } = claims;
  return sha256Hex(JSON.stringify(typeof jti === "string" && jti !== "" ? [iss, jti] : [digest]));
}
