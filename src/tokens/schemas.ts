import { z } from "@hono/zod-openapi";
import { DAY_MS, formatNullableTimestamp, formatTimestamp } from "../formats";
import { addFault, word } from "../http/faults";
import { duration, futureTimestamp, name, queryBoolean, Timestamp, timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { identityId } from "../identities/schemas";
import { SCOPES } from "../kernel/actor";
import type { TokenRecord } from "./queries";

const MAX_OVERLAP_MS = 7 * DAY_MS;

export const TokenBody = z
  .strictObject({
    identity_id: identityId,
    name: name(128),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .max(SCOPES.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, word("duplicate"))
      .openapi({ uniqueItems: true }),
    expires_in: duration().optional(),
    expires_at: futureTimestamp.nullish(),
    mfa_verified_at: timestamp.optional(),
  })
  .superRefine((body, ctx) => {
    if (body.expires_in !== undefined && body.expires_at !== undefined) addFault(ctx, "exclusive", ["expires_at"]);
  })
  .openapi("NewToken");

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

const shape = {
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
};
const text = z.string().openapi({ description: "Shown in this answer and never again." });
export const Token = z.strictObject(shape).openapi("Token");
export const TokenList = listAnswer("tokens", Token).openapi("TokenList");
export const MintedToken = z.strictObject({ ...shape, token: text }).openapi("MintedToken");
export const RotatedToken = z
  .strictObject({ ...shape, token: text, replaces: z.string(), previous_expires_at: Timestamp })
  .openapi("RotatedToken");
export const Introspected = z
  .union([
    z
      .strictObject({
        active: z.literal(true),
        token_id: z.string(),
        identity_id: z.string(),
        identity_type: z.enum(["user", "service_account"]),
        tenant_id: z.string().nullable(),
        scopes: z.array(z.enum(SCOPES)),
        expires_at: Timestamp.nullable(),
        issued_at: Timestamp,
      })
      .openapi("LiveToken"),
    z.strictObject({ active: z.literal(false) }).openapi("NoLiveToken"),
  ])
  .openapi("Introspected");

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
});
