import { z } from "@hono/zod-openapi";
import { word } from "../http/faults";
import { duration, name, Timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { groupList, roleList } from "../identities/schemas";
import { ROLES, SCOPES } from "../kernel/actor";
import { scopeList } from "../tokens/schemas";
import {
  audience,
  bearer,
  claimPath,
  claims,
  clientSecret,
  groupsMap,
  issuer,
  jwks,
  jwksUri,
  mfaClaim,
} from "./fields/schemas";
import { PRESETS } from "./trust";

/** An exchange may name a trust by its id or its name: none has the id of another for a name. */
const trustName = name(128).refine((text) => !text.startsWith("trs_"), word("reserved"));

const told = <T extends z.ZodType>(field: T, description: string) => field.openapi({ description });

/** Null takes away what may be missing. */
const given = {
  preset: told(
    z.enum(PRESETS).optional(),
    "What is filled in, and which claims are demanded. Of a new one at first `oidc`.",
  ),
  issuer: told(
    issuer.optional(),
    "What tokens say as `iss`, letter for letter. `github` and `gitlab` have one of their own.",
  ),
  jwks_uri: told(
    jwksUri.nullish(),
    "Where the issuer's keys are. Without this and `jwks` they are found by the issuer.",
  ),
  jwks,
  audience: told(
    audience.optional(),
    "What tokens say as `aud`. Of a new one at first `<PUBLIC_URL>/<tenant id>`, but not of `cloudflare_access`.",
  ),
  create_identity: told(z.boolean().optional(), "Is the identity made when its bearer comes first? At first false."),
  groups: told(groupList.optional(), "Of an identity that is made, once. Only with `create_identity`."),
  roles: told(roleList.optional(), "The same; only the operator or a `partner_admin` may give them."),
  groups_claim: told(claimPath.nullish(), "The claim that `groups_map` translates: groups that the token alone has."),
  groups_map: groupsMap.optional(),
  ttl: duration().optional().openapi({
    description:
      "How long a token lives: `1m` to `1h`, of `cloudflare_access` and with `console_sign_in` to `12h`. At first `15m`.",
    example: "15m",
  }),
  mfa_claim: mfaClaim.nullish(),
  single_use: told(
    z.boolean().optional(),
    "Does each foreign token count once? At first true for `github` and `oidc`.",
  ),
  console_sign_in: told(
    z.boolean().optional(),
    "May people sign in to the console by the issuer? `audience` is then the client id there. Only `oidc`. At first false.",
  ),
  client_secret: clientSecret,
  is_active: told(z.boolean().optional(), "False: nobody comes by it, and its tokens end at once. At first true."),
};
export const TrustBody = z
  .strictObject({ name: trustName, claims, identity_id: bearer, scopes: scopeList, ...given })
  .openapi("CreateTrust", {
    example: {
      name: "deploy",
      preset: "github",
      claims: { repository_id: "123456789", repository_owner_id: "987654", ref: "refs/heads/main" },
      identity_id: "sa:deploy",
      create_identity: true,
      scopes: ["secrets:read"],
    },
  });
export const TrustPatch = z
  .strictObject({
    name: trustName.optional(),
    claims: claims.optional(),
    identity_id: bearer.optional(),
    scopes: scopeList.optional(),
    ...given,
  })
  .superRefine(atLeastOneKey)
  .openapi("TrustPatch", { minProperties: 1 });

export const trustParams = z.object({ trust_id: z.string() });
export const TrustQuery = z.strictObject(pageQuery);

/** In the words of the records. */
export const termsOf = <B extends z.output<typeof TrustPatch>>(body: B) => ({
  preset: body.preset,
  issuer: body.issuer,
  jwksUri: body.jwks_uri,
  jwks: body.jwks,
  audience: body.audience,
  createIdentity: body.create_identity,
  groups: body.groups,
  roles: body.roles,
  groupsClaim: body.groups_claim,
  groupsMap: body.groups_map,
  ttlMs: body.ttl?.ms,
  mfaClaim: body.mfa_claim,
  singleUse: body.single_use,
  consoleSignIn: body.console_sign_in,
  clientSecret: body.client_secret,
  isActive: body.is_active,
});
export const changeOf = (body: z.output<typeof TrustPatch>) => ({
  ...termsOf(body),
  name: body.name,
  claims: body.claims,
  identityId: body.identity_id,
  scopes: body.scopes,
});

const texts = z.array(z.string());
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
/** What of a public key verifies (RFC 7517, section 4; RFC 7518, section 6). */
const key = z.strictObject({
  kty: z.string(),
  kid: z.string().optional(),
  alg: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
  use: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
});
export const Trust = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    preset: z.enum(PRESETS),
    issuer: z.string(),
    jwks_uri: z.string().nullable(),
    jwks: z.strictObject({ keys: z.array(key) }).nullable(),
    audience: z.string(),
    claims: byName(z.union([z.string(), texts])),
    identity_id: z.string(),
    create_identity: z.boolean(),
    groups: texts,
    roles: z.array(z.enum(ROLES)),
    groups_claim: z.string().nullable(),
    groups_map: byName(z.string()),
    scopes: z.array(z.enum(SCOPES)),
    ttl: z.string().openapi({ example: "15m" }),
    mfa_claim: z.strictObject({ claim: z.string(), values: texts }).nullable(),
    single_use: z.boolean(),
    console_sign_in: z.boolean(),
    has_client_secret: z.boolean(),
    is_active: z.boolean(),
    created_by: z.string(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Trust");
export const TrustList = listAnswer("trusts", Trust).openapi("TrustList");
