import { refuse } from "../../errors";
import type { Actor } from "../../kernel/actor";
import type { ObjectCore } from "../../kernel/core";
import { rateLimited } from "../../kernel/rate-limit";
import { EXCHANGE } from "../../trusts/exchange/welcome";
import { signInPages } from "../../trusts/keys/sign-in-pages";
import { foundBy, keepFound, signInTrust } from "../../trusts/sign-in/begin";
import { bucketOf } from "./jwt";
import { networkOf } from "./network";
import type { AuthnScheme } from "./scheme";

/** The name of a trust, by whose issuer somebody is about to sign in to the console. It gives no rights: it is told where to go. */
export const signIn: AuthnScheme = {
  handles: (_, { proof }) => proof?.kind === "sign_in",
  async lookAhead({ core, limiter }, { proof }) {
    const trust = proof?.kind === "sign_in" ? signInTrust(core.db, proof.trust) : undefined;
    if (!proof || !trust || core.space.status === "suspended") return;
    const mayFetch = limiter.has(bucketOf(trust.issuer), "exchange", core.clock());
    const page = await signInPages(core).find(trust.issuer, mayFetch);
    if (page === "unavailable") keepFound(proof, { kind: "unavailable" });
    else if (page === "not_fetched") keepFound(proof, { kind: "stopped" });
    else keepFound(proof, { kind: "found", trust, page });
  },
  authenticate(core, { proof, meta }) {
    const seen = proof && foundBy(proof);
    // Of one network, whether there is such a trust or not: the limit does not tell either.
    const bucket = `sign-in ${networkOf(meta)}`;
    if (!seen) return { ...refuse("token_invalid"), guess: { bucket, category: "exchange" } };
    if (seen.kind === "unavailable") return refuse("service_unavailable");
    if (seen.kind === "stopped") return { ok: false, error: rateLimited("exchange", { retryAfter: 1, tarpitMs: 0 }) };
    return { ok: true, actor: nobodyYet(core), bucket };
  },
};

const nobodyYet = ({ space }: ObjectCore): Actor => ({
  ...EXCHANGE,
  displayName: null,
  homeId: space.id,
  partnerId: space.partnerId,
  scopes: [],
  roles: [],
  groups: [],
  mfaVerifiedAtMs: null,
  tokenExpiresAtMs: null,
  trustId: null,
  policyIds: [],
});
