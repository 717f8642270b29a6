import { eq, or } from "drizzle-orm";
import { fail } from "../../errors";
import type { ReadDb } from "../../kernel/db";
import { query } from "../../kernel/operation";
import type { SignInProof } from "../../kernel/proof";
import type { SignInPage } from "../keys/sign-in-pages";
import { type TrustRow, trusts } from "../tables";

/** Where a person signs in, and as whose client they are sent there. */
export interface Destination {
  readonly trustId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
}

/** What a look at the trust of a sign-in found, before anybody is told where to go. */
export type Found =
  | { readonly kind: "found"; readonly trust: TrustRow; readonly page: SignInPage }
  /** The issuer does not say where, now. */
  | { readonly kind: "unavailable" }
  /** It would have to be asked, and there were too many refusals of its tokens lately. */
  | { readonly kind: "stopped" };

/** By the proof, as evidence of foreign tokens is: what was not looked at leads nowhere. */
const found = new WeakMap<object, Found>();
export const keepFound = (proof: object, what: Found): void => void found.set(proof, what);
export const foundBy = (proof: object): Found | undefined => found.get(proof);

/** A trust that signs people in to the console. `named`: its id or its name. Undefined: there is none, which is told in one way. */
export function signInTrust(db: ReadDb, named: string): TrustRow | undefined {
  const trust = db
    .select()
    .from(trusts)
    .where(or(eq(trusts.id, named), eq(trusts.name, named)))
    .get();
  return trust && signsIn(trust) ? trust : undefined;
}

export const signsIn = ({ consoleSignIn, isActive }: TrustRow): boolean => consoleSignIn && isActive;

/** Leaves no row: nobody has come, and nothing is given but what the issuer's own page shows to everybody. */
export const beginSignIn = query({
  name: "trusts.begin_sign_in",
  login: "sign_in",
  scope: null,
  category: "exchange",
  action: null,
  reach: "tenant",
  run(_, proof: SignInProof): Destination {
    const seen = foundBy(proof);
    if (seen?.kind !== "found") return fail("token_invalid");
    const { trust, page } = seen;
    return {
      trustId: trust.id,
      issuer: trust.issuer,
      clientId: trust.audience,
      authorizationEndpoint: page.authorizationEndpoint,
    };
  },
});
