import { eq } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { checkQuota } from "../kernel/quota";
import { revokeFamily } from "../tokens/family";
import { tokensOfLogin } from "../tokens/of-login";
import { audienceBook, isUsed } from "./audience-book";
import { forgetUnused, noteUnused } from "./audience-followups";
import { type ClientSecretChange, changeClientSecret, readyToKeep, type ShownTrust, shown } from "./client-secret";
import { isNarrower } from "./narrower";
import { checkNameFree, countTrusts, requireTrust } from "./queries";
import { type TrustRow, trusts } from "./tables";
import { checkTerms, filledIn, type NewTerms, type Terms, type TermsChange } from "./terms";

const MAX_TRUSTS = 50;
const ADMIN = { scope: "identity:admin", category: "identity", reach: "tenant" } as const;

/** What is asked for besides the terms: the secret is written, and never read again but to be shown to the issuer. */
interface Secret {
  readonly clientSecret: ClientSecretChange;
}
type NewTrust = NewTerms & Secret;
type TrustChange = TermsChange & Secret & { readonly id: string };

/** The audience is reserved in D1 before the transaction; all else is looked at again inside it. */
export const createTrust = mutation({
  name: "trusts.create",
  ...ADMIN,
  action: "trust_create",
  async prepare(ctx, { clientSecret, ...given }: NewTrust): Promise<void> {
    const { audience } = checkedNew(ctx, given, clientSecret);
    if (typeof clientSecret === "string") await readyToKeep(ctx, ctx.now);
    await audienceBook(ctx).reserve(audience);
  },
  run(ctx, { clientSecret, ...given }: NewTrust): ShownTrust {
    const terms = checkedNew(ctx, given, clientSecret);
    const times = { createdAtMs: ctx.now, updatedAtMs: ctx.now };
    const row: TrustRow = { ...terms, id: `trs_${ulid(ctx.now)}`, createdBy: ctx.actor.identityId, ...times };
    takeAudience(ctx, row.audience);
    ctx.db.insert(trusts).values(row).run();
    changeClientSecret(ctx, row, undefined, clientSecret);
    ctx.audit.annotate({ trust_id: row.id, issuer: row.issuer, scopes: row.scopes });
    return shown(ctx, row);
  },
});

/** D1 is asked only where the audience changes: everything else, and the end of a trust above all, needs this object alone. */
export const updateTrust = mutation({
  name: "trusts.update",
  ...ADMIN,
  action: "trust_update",
  async prepare(ctx, { id, clientSecret, ...change }: TrustChange): Promise<void> {
    const { before, after } = checkedChange(ctx, id, change, clientSecret);
    if (typeof clientSecret === "string") await readyToKeep(ctx, ctx.now);
    if (after.audience !== before.audience) await audienceBook(ctx).reserve(after.audience);
  },
  run(ctx, { id, clientSecret, ...change }: TrustChange): ShownTrust {
    const { before, after } = checkedChange(ctx, id, change, clientSecret);
    const row: TrustRow = { ...after, updatedAtMs: ctx.now };
    const fields = [...fieldsOf(change), ...(clientSecret === undefined ? [] : ["client_secret"])];
    ctx.audit.annotate({ fields, issuer: row.issuer, scopes: row.scopes, is_active: row.isActive });
    if (row.audience !== before.audience) takeAudience(ctx, row.audience);
    const { id: _, ...set } = row;
    ctx.db.update(trusts).set(set).where(eq(trusts.id, id)).run();
    changeClientSecret(ctx, row, before, clientSecret);
    leaveAudience(ctx, before.audience);
    if (isNarrower(row, before)) endTokens(ctx, id);
    return shown(ctx, row);
  },
});

/** The tokens that it gave are dead from the next request on. Its audience is given back later, because D1 may not answer now. */
export const deleteTrust = mutation({
  name: "trusts.delete",
  ...ADMIN,
  action: "trust_delete",
  run(ctx, { id }: { id: string }): null {
    const row = requireTrust(ctx, id);
    ctx.db.delete(trusts).where(eq(trusts.id, id)).run();
    leaveAudience(ctx, row.audience);
    endTokens(ctx, id);
    return null;
  },
});

function checkedNew(ctx: Context, given: NewTerms, secret: ClientSecretChange): Terms {
  const terms = filledIn(ctx, given);
  checkTerms(ctx, terms);
  checkSecret(terms, secret);
  checkNameFree(ctx, terms.name, undefined);
  checkQuota(countTrusts(ctx), MAX_TRUSTS);
  return terms;
}

function checkedChange(
  ctx: Context,
  id: string,
  change: TermsChange,
  secret: ClientSecretChange,
): { before: TrustRow; after: TrustRow } {
  const before = requireTrust(ctx, id);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: TrustRow = { ...before, ...given };
  // Whoever may delete it may put it out of action, whatever it gives.
  const isMereEnd =
    secret === undefined && after.isActive === false && Object.keys(given).every((key) => key === "isActive");
  if (isMereEnd) return { before, after };
  checkTerms(ctx, after);
  checkSecret(after, secret);
  checkNameFree(ctx, after.name, id);
  return { before, after };
}

/** Nothing else of a trust shows it to anybody. */
function checkSecret({ consoleSignIn }: Terms, secret: ClientSecretChange): void {
  if (typeof secret === "string" && !consoleSignIn)
    fail("validation_error", { fields: { console_sign_in: "required" } });
}

/** Throws AppError service_unavailable: too much time went by since it was reserved. */
function takeAudience(ctx: MutationContext, audience: string): void {
  if (!audienceBook(ctx).isHeld(audience)) fail("service_unavailable");
  forgetUnused(ctx, audience);
}

function leaveAudience(ctx: MutationContext, audience: string): void {
  if (!isUsed(ctx.db, audience)) noteUnused(ctx, audience, ctx.clock());
}

function endTokens(ctx: MutationContext, id: string): void {
  ctx.audit.annotate({ tokens_revoked: revokeFamily(ctx, tokensOfLogin("trust", id)) });
  ctx.hooks.rightsChanged(ctx);
}

/** As clients name them. */
const FIELDS: { readonly [K in keyof Terms]: string } = {
  name: "name",
  preset: "preset",
  issuer: "issuer",
  jwksUri: "jwks_uri",
  jwks: "jwks",
  audience: "audience",
  claims: "claims",
  identityId: "identity_id",
  createIdentity: "create_identity",
  groups: "groups",
  roles: "roles",
  groupsClaim: "groups_claim",
  groupsMap: "groups_map",
  scopes: "scopes",
  ttlMs: "ttl",
  mfaClaim: "mfa_claim",
  singleUse: "single_use",
  consoleSignIn: "console_sign_in",
  isActive: "is_active",
};
const fieldsOf = (change: TermsChange): string[] =>
  (Object.keys(FIELDS) as (keyof Terms)[]).filter((key) => change[key] !== undefined).map((key) => FIELDS[key]);
