import { evidenceOf, keepEvidence } from "../../trusts/exchange/evidence";
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
    const judged = evidence.kind === "verified" && judgeBearer(core, evidence, MEANT);
    const check = judged && judged.ok ? await welcome(core, judged.bearer, meta) : null;
    const isRefused = evidence.kind === "verified" && check?.outcome === "failed";
    keepEvidence(
      shown,
      isRefused
        ? { kind: "refused", issuer: evidence.trust.issuer, about: { trust: evidence.trust, check } }
        : evidence,
    );
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
