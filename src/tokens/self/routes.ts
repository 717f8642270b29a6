import { type Endpoint, endpoint } from "../../http/endpoint";
import type { Duration } from "../../http/fields";
import { createChild } from "../children";
import { lookupOwnToken } from "../lookup";
import { renewOwnToken } from "../renew";
import { ChildBody, ChildToken, presentRenewed, presentToken, RenewBody, RenewedToken, ViewedToken } from "../schemas";

interface BoundsBody {
  readonly renewable?: boolean | undefined;
  readonly max_ttl?: Duration | undefined;
  readonly num_uses?: number | undefined;
}
/** What bounds a new token besides its expiry. */
export const boundsOf = ({ renewable = false, max_ttl, num_uses }: BoundsBody) => ({
  renewable,
  maxLifeMs: max_ttl?.ms ?? null,
  uses: num_uses ?? null,
});

/** What any token may do about itself. */
export const ownTokenEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: lookupOwnToken,
    method: "get",
    path: "/tokens/self",
    summary: "Read the record of the token that asks",
    answers: { 200: { description: "The token without its text.", schema: ViewedToken } },
    errors: ["token_not_found"],
    input: () => ({}),
    respond: (row, c) => c.json({ ...presentToken(row), policies: row.policies }),
  }),
  endpoint({
    operation: renewOwnToken,
    method: "post",
    path: "/tokens/self/renew",
    summary: "Make the life of the token that asks longer",
    body: RenewBody,
    bodyOptional: true,
    answers: { 200: { description: "The token, with its new end.", schema: RenewedToken } },
    errors: ["token_not_found", "token_not_renewable", "invalid_duration"],
    input: ({ body }) => ({ incrementMs: body.increment?.ms }),
    respond: (row, c) => c.json(presentRenewed(row)),
  }),
  endpoint({
    operation: createChild,
    method: "post",
    path: "/tokens/self/children",
    summary: "Make a token with one's own rights or fewer, which dies with one's own",
    body: ChildBody,
    answers: { 201: { description: "The token; its text is in this answer only.", schema: ChildToken } },
    errors: ["access_denied", "token_not_found", "invalid_duration"],
    input: ({ body }) => ({
      name: body.name,
      scopes: body.scopes,
      ttlMs: body.expires_in?.ms,
      policies: body.policies,
      hasNoParent: body.no_parent ?? false,
      metadata: null,
      ...boundsOf(body),
    }),
    respond: (row, c) =>
      c.json({ ...presentToken(row), policies: row.policies, token: row.token, is_cut: row.isCut }, 201),
  }),
];
