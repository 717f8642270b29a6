import { z } from "@hono/zod-openapi";
import { audiencesNamedBy } from "../../client/jwt-audiences";
import { unwrap } from "../../errors";
import { tenantMeant } from "../../http/assertion";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { exchangeToken } from "./exchange";
import { explainTrust } from "./explain";
import { ExchangeAnswer, ExchangeBody, ExplainBody, Explanation } from "./schemas";
import { ACCESS_TOKEN_TYPE, proofFrom } from "./wanted";

/** A foreign token and what goes with it. */
const MAX_BODY_BYTES = 32_768;

const exchangeEndpoint: Endpoint = endpoint({
  operation: exchangeToken,
  method: "post",
  path: "/auth/token",
  summary: "Exchange a token of an issuer that the tenant trusts for one of Postern (RFC 8693)",
  body: ExchangeBody,
  form: "TokenExchangeForm",
  fieldFault: "invalid_request",
  maxBodyBytes: MAX_BODY_BYTES,
  answers: { 200: { description: "A token that lives a short time.", schema: ExchangeAnswer } },
  errors: ["unsupported_grant_type", "invalid_scope", "validation_error"],
  async proof({ body }, c) {
    const proof = proofFrom(body);
    const audiences = proof.audience === null ? audiencesNamedBy(proof.jwt) : [proof.audience];
    return { home: unwrap(await tenantMeant(c, audiences)), proof };
  },
  input: ({ body }) => proofFrom(body),
  respond: ({ token, scopes, expiresAtMs, createdAtMs }, c) =>
    c.json({
      access_token: token,
      issued_token_type: ACCESS_TOKEN_TYPE,
      token_type: "Bearer",
      expires_in: Math.round(((expiresAtMs ?? createdAtMs) - createdAtMs) / 1000),
      scope: scopes.join(" "),
    }),
});

const explainEndpoint: Endpoint = endpoint({
  operation: explainTrust,
  method: "post",
  path: "/trusts/{trust_id}/explain",
  summary: "Tell why a trust takes a token, or does not; nothing is made and nothing used up",
  params: z.object({ trust_id: z.string() }),
  body: ExplainBody,
  answers: { 200: { description: "Each check, and what came of it.", schema: Explanation } },
  errors: ["trust_not_found"],
  // As an exchange reads it: without the end of the line that a file brings along.
  input: ({ params, body }) => ({ id: params.trust_id, jwt: body.jwt.trim() }),
  respond: (explained, c) => c.json(explained),
});

export const exchangeEndpoints: readonly Endpoint[] = [exchangeEndpoint, explainEndpoint];
