import { z } from "@hono/zod-openapi";
import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { introspectToken } from "./introspect";
import type { NewToken } from "./operations";
import { createToken, listTokens, readToken } from "./operations";
import { renewToken } from "./renew";
import { revokeToken } from "./revoke";
import { rotateToken } from "./rotate";
import {
  IntrospectBody,
  Introspected,
  MintedToken,
  presentOrigin,
  presentRenewed,
  presentToken,
  RenewBody,
  RenewedToken,
  RotateBody,
  RotatedToken,
  Token,
  TokenBody,
  TokenList,
  TokenQuery,
} from "./schemas";
import { boundsOf, ownTokenEndpoints } from "./self/routes";

const DEFAULT_OVERLAP_MS = 60 * 60 * 1000;
const params = z.object({ id: z.string() });

function expiryOf(body: z.output<typeof TokenBody>): NewToken["expiry"] {
  if (body.expires_in) return { inMs: body.expires_in.ms };
  return body.expires_at === undefined ? undefined : { atMs: body.expires_at };
}

export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listTokens,
    method: "get",
    path: "/tokens",
    summary: "List tokens, newest first",
    query: TokenQuery,
    answers: { 200: { description: "Tokens without their texts.", schema: TokenList } },
    errors: ["invalid_cursor"],
    input: ({ query: { identity_id, include_inactive, limit, cursor } }) => ({
      identityId: identity_id,
      includeInactive: include_inactive ?? false,
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(presentPage("tokens", page, presentToken)),
  }),
  endpoint({
    operation: createToken,
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
      ...boundsOf(body),
    }),
    respond: (row, c) => c.json({ ...presentToken(row), token: row.token }, 201),
  }),
  ...ownTokenEndpoints,
  endpoint({
    operation: readToken,
    method: "get",
    path: "/tokens/{id}",
    summary: "Read a token's record",
    params,
    answers: { 200: { description: "The token without its text.", schema: Token } },
    errors: ["token_not_found"],
    input: ({ params: { id } }) => ({ id }),
    respond: (row, c) => c.json(presentToken(row)),
  }),
  endpoint({
    operation: revokeToken,
    method: "delete",
    path: "/tokens/{id}",
    summary: "Revoke a token",
    params,
    answers: { 204: { description: "Revoked, from the next request on.", schema: null } },
    errors: ["token_not_found"],
    input: ({ params: { id } }) => ({ id }),
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: renewToken,
    method: "post",
    path: "/tokens/{id}/renew",
    summary: "Make a token's life longer",
    params,
    body: RenewBody,
    bodyOptional: true,
    answers: { 200: { description: "The token, with its new end.", schema: RenewedToken } },
    errors: ["token_not_found", "token_not_renewable", "invalid_duration"],
    input: ({ params: { id }, body }) => ({ ref: { id }, incrementMs: body.increment?.ms }),
    respond: (row, c) => c.json(presentRenewed(row)),
  }),
  endpoint({
    operation: rotateToken,
    method: "post",
    path: "/tokens/{id}/rotate",
    summary: "Replace a token; the old one lives on for the overlap",
    params,
    body: RotateBody,
    bodyOptional: true,
    answers: { 201: { description: "The new token; its text is in this answer only.", schema: RotatedToken } },
    errors: ["access_denied", "token_not_found", "invalid_duration"],
    input: ({ params: { id }, body }) => ({ id, overlapMs: body.overlap?.ms ?? DEFAULT_OVERLAP_MS }),
    respond: (row, c) =>
      c.json(
        {
          ...presentToken(row),
          token: row.token,
          replaces: row.replaces,
          previous_expires_at: formatTimestamp(row.previousExpiresAtMs),
        },
        201,
      ),
  }),
  endpoint({
    operation: introspectToken,
    method: "post",
    path: "/auth/introspect",
    summary: "Is this text a live token of the space?",
    body: IntrospectBody,
    answers: { 200: { description: "What it allows, or that it is none.", schema: Introspected } },
    errors: [],
    input: ({ body: { token } }) => ({ token }),
    respond: (live, c) =>
      c.json(
        live === null
          ? { active: false }
          : {
              active: true,
              token_id: live.tokenId,
              identity_id: live.identityId,
              identity_type: live.identityType,
              tenant_id: live.tenantId,
              scopes: live.scopes,
              expires_at: formatNullableTimestamp(live.expiresAtMs),
              issued_at: formatTimestamp(live.createdAtMs),
              ...presentOrigin(live),
            },
      ),
  }),
];
