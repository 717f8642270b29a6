import { z } from "@hono/zod-openapi";
import { DAY_MS, formatDuration, formatNullableTimestamp, formatTimestamp } from "../formats";
import { addFault, word } from "../http/faults";
import { always, duration, futureTimestamp, name, queryBoolean, Timestamp, timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { identityId } from "../identities/schemas";
import { SCOPES } from "../kernel/actor";
import type { TokenRecord } from "./queries";

const MAX_OVERLAP_MS = 7 * DAY_MS;
const MAX_USES = 1_000_000;
const MAX_POLICIES = 100;

const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;
export const scopeList = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .refine(unique, word("duplicate"))
  .openapi({ uniqueItems: true });
export const useCount = z
  .int()
  .min(1)
  .max(MAX_USES)
  .openapi({ description: "Requests that it opens; absent: any number." });
/** What bounds a token besides its expiry, wherever one is made. */
const bounds = {
  renewable: z.boolean().optional().openapi({ description: "Its life may be made longer by renewals." }),
  max_ttl: duration().optional().openapi({ description: "No renewal leads further than this.", example: "30d" }),
  num_uses: useCount.optional(),
};

export const TokenBody = z
  .strictObject({
    identity_id: identityId,
    name: name(128),
    scopes: scopeList,
    expires_in: duration().optional(),
    expires_at: futureTimestamp.nullish(),
    mfa_verified_at: timestamp.optional(),
    ...bounds,
  })
  .superRefine((body, ctx) => {
    if (body.expires_in !== undefined && body.expires_at !== undefined) addFault(ctx, "exclusive", ["expires_at"]);
  })
  .openapi("CreateToken");

export const ChildBody = z
  .strictObject({
    name: name(128),
    scopes: scopeList.optional().openapi({ description: "Absent: those of the token that asks." }),
    expires_in: duration().optional(),
    policies: z
      .array(name(128))
      .max(MAX_POLICIES)
      .refine(unique, word("duplicate"))
      .optional()
      .openapi({ description: "Names of policies that the token holds; absent: all.", uniqueItems: true }),
    no_parent: z
      .boolean()
      .optional()
      .openapi({ description: "It outlives the token that asks; needs `identity:admin`." }),
    ...bounds,
  })
  .openapi("CreateChildToken");

export const RenewBody = z
  .strictObject({
    increment: duration()
      .optional()
      .openapi({ description: "From now on; absent: as long as it was first made to live.", example: "1h" }),
  })
  .openapi("TokenRenewal");

export const RotateBody = z
  .strictObject({
    overlap: duration({ zero: true })
      .refine(({ ms }) => ms <= MAX_OVERLAP_MS, word("range"))
      .optional()
      .openapi({ description: "How long the old token lives on; `0s` to `7d`, default `1h`.", example: "1h" }),
  })
  .openapi("TokenRotation");

export const IntrospectBody = z.strictObject({ token: z.string() }).openapi("Introspection");

export const TokenQuery = z.strictObject({
  identity_id: z.string().optional(),
  include_inactive: queryBoolean.optional(),
  ...pageQuery,
});

export const tokenShape = {
  id: z.string(),
  name: z.string(),
  identity_id: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  status: z.enum(["active", "expired", "revoked"]),
  mfa_verified_at: Timestamp.nullable(),
  created_by: z.string(),
  created_at: Timestamp,
  expires_at: Timestamp.nullable(),
  last_used_at: Timestamp.nullable(),
  revoked_at: Timestamp.nullable(),
  renewable: z.boolean(),
  renewed_at: Timestamp.nullable(),
  max_ttl: z.string().nullable().openapi({ example: "30d" }),
  num_uses: z.int().nullable().openapi({ description: "Requests that it still opens; null: any number." }),
  parent: z.string().nullable().openapi({ description: "The token that made it, and that it dies with." }),
  policy_ids: z
    .array(z.string())
    .nullable()
    .openapi({ description: "The only policies that count for it; null: all." }),
  via: z.enum(["api", "child", "approle", "trust"]),
  trust_id: z
    .string()
    .nullable()
    .openapi({ description: "The trust by whose word its bearer is here, also of what such a token made for itself." }),
  issuer: z.string().nullable().openapi({ description: "Of the foreign token that it was bought with: `iss`." }),
  subject: z.string().nullable().openapi({ description: "The same: `sub`." }),
  jti: z.string().nullable().openapi({ description: "The same: `jti`." }),
  metadata: z.record(z.string(), z.string()),
};
const { trust_id, issuer, subject, jti } = tokenShape;
const text = z.string().openapi({ description: "Shown in this answer and never again." });
export const Token = z.strictObject(tokenShape).openapi("Token");
export const TokenList = listAnswer("tokens", Token).openapi("TokenList");
export const MintedToken = z.strictObject({ ...tokenShape, token: text }).openapi("MintedToken");
export const ViewedToken = z
  .strictObject({ ...tokenShape, policies: z.array(z.string()) })
  .openapi("OwnToken", { description: "With the names of the policies that count for it now." });
export const ChildToken = z
  .strictObject({ ...tokenShape, policies: z.array(z.string()), token: text, is_cut: z.boolean() })
  .openapi("ChildToken");
export const RenewedToken = z
  .strictObject({ ...tokenShape, is_cut: z.boolean().openapi({ description: "Less was given than was asked for." }) })
  .openapi("RenewedToken");
export const RotatedToken = z
  .strictObject({ ...tokenShape, token: text, replaces: z.string(), previous_expires_at: Timestamp })
  .openapi("RotatedToken");
export const Introspected = z
  .union([
    z
      .strictObject({
        active: always(true),
        token_id: z.string(),
        identity_id: z.string(),
        identity_type: z.enum(["user", "service_account"]),
        tenant_id: z.string().nullable(),
        scopes: z.array(z.enum(SCOPES)),
        expires_at: Timestamp.nullable(),
        issued_at: Timestamp,
        trust_id,
        issuer,
        subject,
        jti,
      })
      .openapi("LiveToken"),
    z.strictObject({ active: always(false) }).openapi("NoLiveToken"),
  ])
  .openapi("Introspected");

/** By whose word the bearer is here; nulls where no trust gave the token. */
export const presentOrigin = (row: Pick<TokenRecord, "trustId" | "issuer" | "subject" | "jti">) => ({
  trust_id: row.trustId,
  issuer: row.issuer,
  subject: row.subject,
  jti: row.jti,
});

export const presentToken = (row: TokenRecord) => ({
  id: row.id,
  name: row.name,
  identity_id: row.identityId,
  scopes: row.scopes,
  status: row.status,
  mfa_verified_at: formatNullableTimestamp(row.mfaVerifiedAtMs),
  created_by: row.createdBy,
  created_at: formatTimestamp(row.createdAtMs),
  expires_at: formatNullableTimestamp(row.expiresAtMs),
  last_used_at: formatNullableTimestamp(row.lastUsedAtMs),
  revoked_at: formatNullableTimestamp(row.revokedAtMs),
  renewable: row.renewable,
  renewed_at: formatNullableTimestamp(row.renewedAtMs),
  max_ttl: row.maxLifeMs === null ? null : formatDuration(row.maxLifeMs),
  num_uses: row.usesLeft,
  parent: row.parentId,
  policy_ids: row.policyIds,
  via: row.via,
  ...presentOrigin(row),
  metadata: row.metadata ?? {},
});

export const presentRenewed = (row: TokenRecord & { readonly isCut: boolean }) => ({
  ...presentToken(row),
  is_cut: row.isCut,
});
