import { z } from "@hono/zod-openapi";
import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { duration, name, Timestamp, timestamp } from "../http/fields";
import { identityId } from "../identities/schemas";
import { SCOPES } from "../tenant/actor";
import type { NewToken, TokenRecord } from "./operations";

const TokenBody = z
  .strictObject({
    identity_id: identityId,
    name: name(128),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .refine((scopes) => new Set(scopes).size === scopes.length, "duplicate"),
    expires_in: duration().optional(),
    expires_at: timestamp.nullish(),
    mfa_verified_at: timestamp.optional(),
  })
  .superRefine((body, ctx) => {
    if (body.expires_in !== undefined && body.expires_at !== undefined)
      ctx.addIssue({ code: "custom", message: "exclusive", path: ["expires_at"] });
  })
  .openapi("NewToken");

const token = {
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
const MintedToken = z
  .strictObject({ ...token, token: z.string().openapi({ description: "Shown in this answer and never again." }) })
  .openapi("MintedToken");

const present = (row: TokenRecord) => ({
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

function expiryOf(body: z.output<typeof TokenBody>): NewToken["expiry"] {
  if (body.expires_in) return { inMs: body.expires_in.ms };
  return body.expires_at === undefined ? undefined : { atMs: body.expires_at };
}

export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    op: "tokens.create",
    method: "post",
    path: "/tokens",
    summary: "Make a token for an identity",
    body: TokenBody,
    answers: { 201: { description: "The token; its text is in this answer only.", schema: MintedToken } },
    errors: ["access_denied", "identity_not_found", "invalid_duration"],
    input: ({ body }) => ({
      identityId: body.identity_id,
      name: body.name,
      scopes: body.scopes,
      expiry: expiryOf(body),
      mfaVerifiedAtMs: body.mfa_verified_at ?? null,
    }),
    respond: (row, c) => c.json({ id: row.id, token: row.token, ...present(row) }, 201),
  }),
  endpoint({
    op: "tokens.revoke",
    method: "delete",
    path: "/tokens/{id}",
    summary: "Revoke a token",
    params: z.object({ id: z.string() }),
    answers: { 204: { description: "Revoked, from the next request on.", schema: null } },
    errors: ["token_not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
];
