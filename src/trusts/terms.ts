import { fail } from "../errors";
import { findIdentity } from "../identities/operations";
import { checkGroups, checkMayChangeRoles, checkTypeAllows } from "../identities/rules";
import { identityTypeOf } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { configOf } from "../kernel/deployment";
import { checkIssuerUrl } from "../outbound/address";
import { checkGiven, checkHolder, checkRole } from "../tokens/queries";
import { defaultAudience, isOfOtherSpace } from "./audience";
import {
  consoleFault,
  DEFAULT_TTL_MS,
  defaultIssuer,
  defaultSingleUse,
  type Faults,
  MIN_TTL_MS,
  maxTtlMs,
  needsAudience,
  presetFaults,
} from "./presets";
import type { TrustRow } from "./tables";
import { claimsOfTemplate } from "./template";

/** What a trust says, without what its record is known by. */
export type Terms = Omit<TrustRow, "id" | "createdBy" | "createdAtMs" | "updatedAtMs">;
type Needed = "name" | "claims" | "identityId" | "scopes";
/** As it is asked for: what is undefined stays, or takes its default where there is nothing yet. */
export type TermsChange = { readonly [K in keyof Terms]: Terms[K] | undefined };
export type NewTerms = TermsChange & Pick<Terms, Needed>;

/** With what its preset and the deployment fill in. Throws AppError validation_error for what they can't. */
export function filledIn(ctx: Context, given: NewTerms): Terms {
  const preset = given.preset ?? "oidc";
  const issuer = given.issuer ?? defaultIssuer(preset);
  const audience =
    given.audience ?? (needsAudience(preset) ? null : defaultAudience(configOf(ctx).publicUrl, ctx.space.id));
  if (issuer === null) return fail("validation_error", { fields: missing({ issuer, audience }) });
  if (audience === null) return fail("validation_error", { fields: missing({ audience }) });
  return {
    name: given.name,
    preset,
    issuer,
    jwksUri: given.jwksUri ?? null,
    jwks: given.jwks ?? null,
    audience,
    claims: given.claims,
    identityId: given.identityId,
    createIdentity: given.createIdentity ?? false,
    groups: given.groups ?? [],
    roles: given.roles ?? [],
    groupsClaim: given.groupsClaim ?? null,
    groupsMap: given.groupsMap ?? [],
    scopes: given.scopes,
    ttlMs: given.ttlMs ?? DEFAULT_TTL_MS,
    mfaClaim: given.mfaClaim ?? null,
    singleUse: given.singleUse ?? defaultSingleUse(preset),
    consoleSignIn: given.consoleSignIn ?? false,
    isActive: given.isActive ?? true,
  };
}

const missing = (of: Readonly<Record<string, string | null>>): Faults =>
  Object.fromEntries(Object.entries(of).flatMap(([key, value]) => (value === null ? [[key, "required"]] : [])));

/**
 * May the caller make a trust that says this? Whoever changes a part of a trust gives away all of it to whom it lets in then, so all of
 * it is looked at. Throws AppError: validation_error, access_denied, identity_not_found, name_conflict for the audience of another.
 */
export function checkTerms(ctx: Context, terms: Terms): void {
  const { publicUrl } = configOf(ctx);
  const faults = faultsOf(ctx, terms);
  if (Object.keys(faults).length > 0) fail("validation_error", { fields: faults });
  checkTypeAllows(ctx, identityTypeOf(terms.identityId), { roles: terms.roles });
  checkGiven(ctx, terms.scopes);
  if (terms.roles.length > 0) checkMayChangeRoles(ctx, terms.identityId);
  checkGroups(ctx, terms.groups);
  checkGroups(ctx, [...new Set(terms.groupsMap.map(({ group }) => group))], "groups_map");
  checkBearer(ctx, terms);
  if (isOfOtherSpace(terms.audience, publicUrl, ctx.space.id)) fail("name_conflict", { field: "audience" });
}

function faultsOf(ctx: Context, terms: Terms): Faults {
  const { jwks, jwksUri, ttlMs, createIdentity, groups, roles, groupsClaim, groupsMap } = terms;
  const { outboundAllow } = configOf(ctx);
  return {
    ...presetFaults(terms, outboundAllow),
    ...issuerFault(terms, outboundAllow),
    ...consoleFault(terms),
    ...(jwks !== null && jwksUri !== null ? { jwks_uri: "exclusive" as const } : {}),
    ...(ttlMs < MIN_TTL_MS || ttlMs > maxTtlMs(terms) ? { ttl: "range" as const } : {}),
    // They are given to an identity when it is made: without that they would promise what nobody gets.
    ...(!createIdentity && groups.length + roles.length > 0 ? { create_identity: "required" as const } : {}),
    ...(groupsClaim === null && groupsMap.length > 0 ? { groups_claim: "required" as const } : {}),
    ...(groupsClaim !== null && groupsMap.length === 0 ? { groups_map: "required" as const } : {}),
  };
}

/**
 * One that is asked for its keys, or for a person's token, passes the guard of all outgoing requests. A private cluster's keys come with
 * the trust.
 */
function issuerFault({ issuer, jwks, jwksUri, consoleSignIn }: Terms, outboundAllow: readonly string[]): Faults {
  if (!consoleSignIn && (jwks !== null || jwksUri !== null)) return {};
  const checked = checkIssuerUrl(issuer, outboundAllow);
  return checked.ok ? {} : { issuer: checked.reason };
}

/** A fixed identity is there, unless it is to be made, and is one that may hold these scopes. Of a template nobody knows yet. */
function checkBearer(ctx: Context, { identityId, createIdentity, roles, scopes }: Terms): void {
  if (claimsOfTemplate(identityId).length > 0) return;
  if (createIdentity && !findIdentity(ctx, identityId)) checkRole({ roles }, scopes);
  else checkHolder(ctx, identityId, scopes);
}
