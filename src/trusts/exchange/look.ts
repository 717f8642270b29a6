import { and, asc, eq } from "drizzle-orm";
import type { ObjectCore } from "../../kernel/core";
import type { ReadDb } from "../../kernel/db";
import { type Check, failed, passed } from "../checks";
import { audienceCheck, claimChecks, issuerCheck } from "../claims";
import { identityFor } from "../identity-of";
import { decodeJwt, type Jwt } from "../jwt/decode";
import { timeChecks } from "../jwt/times";
import { issuerKeys } from "../keys/issuer-keys";
import { maxAgeMs } from "../presets";
import { type TrustRow, trusts } from "../tables";
import type { Preset } from "../trust";
import type { Evidence, Refused } from "./evidence";

/** What is to be found out about a foreign token. */
export interface Wanted {
  readonly jwt: string;
  /** Id or name of the one trust that may take it; null: any. */
  readonly trust?: string | null;
  /** The audience that is meant, besides the tenant's id; null: any that a trust has. */
  readonly audience?: string | null;
  /** Trusts of one preset alone. */
  readonly preset?: Preset;
}

/**
 * Which trust takes the token: the oldest that nothing of it stands against, by the keys of its issuer. `mayFetch`: keys may be fetched
 * for it, asked only once its issuer has a trust here. What the token says is compared before it is verified, so that a stranger who
 * knows no more than an issuer's name causes no request to it; what is compared counts only if the signature holds.
 */
export async function lookAt(
  core: ObjectCore,
  wanted: Wanted,
  mayFetch: (issuer: string) => boolean,
): Promise<Evidence> {
  const decoded = decodeJwt(wanted.jwt);
  if (!decoded.ok) return { kind: "refused", issuer: null, about: null };
  const { jwt } = decoded;
  const { iss } = jwt.claims;
  if (typeof iss !== "string") return { kind: "refused", issuer: null, about: null };
  const known = trustsOf(core.db, iss, wanted);
  const rows = known.filter((trust) => isNamed(trust, wanted.trust ?? null));
  if (rows.length === 0) return { kind: "refused", issuer: iss, about: known.length === 0 ? null : "unnamed" };
  const refused: (Refused & { readonly at: number })[] = [];
  for (const trust of rows) {
    const checks = tokenChecks(core, trust, jwt, wanted.audience ?? null);
    const at = checks.findIndex(({ outcome }) => outcome === "failed");
    const check = checks[at];
    if (check) {
      refused.push({ trust, check, at });
      continue;
    }
    const verdict = await issuerKeys(core).checkSignature(trust, jwt, mayFetch(iss));
    if (verdict === "valid") return { kind: "verified", jwt, trust };
    if (verdict === "unavailable") return { kind: "unavailable" };
    if (verdict === "not_fetched") return { kind: "stopped" };
    refused.push({
      trust,
      check: failed("signature", verdict === "unknown_key" ? "unknown" : "unequal"),
      at: checks.length,
    });
  }
  const [nearest = null] = refused.toSorted((a, b) => b.at - a.at);
  return { kind: "refused", issuer: iss, about: nearest };
}

/** All that is looked at without a key, in the order in which it is told. `audience`: that the request means; null: none in particular. */
export const tokenChecks = (
  { space, clock }: Pick<ObjectCore, "space" | "clock">,
  trust: TrustRow,
  { claims }: Jwt,
  audience: string | null,
): readonly Check[] => [
  trust.isActive ? passed("active") : failed("active", "disabled"),
  issuerCheck(trust, claims),
  isMeant(trust, audience, space.id) ? audienceCheck(trust, claims) : failed("audience", "unequal"),
  ...timeChecks(claims, clock(), maxAgeMs(trust.preset)),
  ...claimChecks(trust, claims),
  bearerCheck(trust, claims),
];

const isMeant = (trust: TrustRow, audience: string | null, tenantId: string): boolean =>
  audience === null || audience === tenantId || audience === trust.audience;

function bearerCheck(trust: TrustRow, claims: Jwt["claims"]): Check {
  const bearer = identityFor(trust, claims);
  return bearer.ok ? passed("identity") : failed("identity", bearer.reason, bearer.claim);
}

const isNamed = ({ id, name }: TrustRow, asked: string | null): boolean =>
  asked === null || asked === id || asked === name;

/** Oldest first. */
function trustsOf(db: ReadDb, issuer: string, { preset }: Wanted): TrustRow[] {
  const ofPreset = preset === undefined ? undefined : eq(trusts.preset, preset);
  return db
    .select()
    .from(trusts)
    .where(and(eq(trusts.issuer, issuer), ofPreset))
    .orderBy(asc(trusts.id))
    .all();
}
