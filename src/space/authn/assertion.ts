import type { Meta } from "../../kernel/call";
import type { ObjectCore } from "../../kernel/core";
import { type Evidence, evidenceOf, keepEvidence, type Verified } from "../../trusts/exchange/evidence";
import { judgeBearer } from "../../trusts/exchange/judge";
import { lookAt } from "../../trusts/exchange/look";
import { welcome } from "../../trusts/exchange/welcome";
import { foreignActor } from "./foreign-actor";
import { bucketOf, refusedBy, refusedByTrust } from "./jwt";
import type { AuthnScheme } from "./scheme";

/**
 * A token that Cloudflare Access put into the request, by the trust of that team. It counts for this request alone: no token of ours is
 * made, and the next request is judged anew.
 */
export const assertion: AuthnScheme = {
  handles: (_, call) => call.assertion !== undefined,
  async lookAhead({ core, limiter }, { assertion: shown, meta }) {
    if (!shown) return;
    const mayFetch = (issuer: string) => limiter.has(bucketOf(issuer), "exchange", core.clock());
    const evidence = await lookAt(core, { jwt: shown.jwt, preset: "cloudflare_access" }, mayFetch);
    keepEvidence(shown, evidence.kind === "verified" ? await welcomed(core, evidence, meta) : evidence);
  },
  authenticate(core, { assertion: shown }) {
    const evidence = shown && evidenceOf(shown);
    if (evidence?.kind !== "verified") return refusedBy(evidence);
    const judged = judgeBearer(core, evidence, MEANT);
    return judged.ok ? { ok: true, actor: foreignActor(core, judged.bearer) } : refusedByTrust(judged);
  },
};

/** Each request shows the same token again. */
const MEANT = { audience: null, usesUp: false } as const;

/** Nobody gets in for whom no identity can be made any more, and none is made where nobody gets in. */
async function welcomed(core: ObjectCore, seen: Verified, meta: Meta): Promise<Evidence> {
  const judged = judgeBearer(core, seen, MEANT);
  if (!judged.ok || core.space.status === "suspended") return seen;
  const check = await welcome(core, judged.bearer, meta);
  const { trust } = seen;
  return check.outcome === "failed" ? { kind: "refused", issuer: trust.issuer, about: { trust, check } } : seen;
}
