import { toBase64, utf8 } from "../../crypto/encoding";
import { MAX_JWT_CHARACTERS } from "../../kernel/proof";
import { guardedFetch } from "../../outbound/guarded-fetch";
import { isObject, parseJson, parseText } from "../json";
import type { SignInPage } from "../keys/sign-in-pages";

/** A code, and what shows that it is ours to redeem. */
export interface Redemption {
  readonly page: Pick<SignInPage, "tokenEndpoint" | "secretGoesIn">;
  readonly clientId: string;
  /** Null: the client has none, and the verifier has to do. */
  readonly secret: string | null;
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
}
export type Redeemed =
  | { readonly kind: "redeemed"; readonly idToken: string }
  /** `error`: the issuer's word, if it is one that is known (RFC 6749, section 5.2); else null. */
  | { readonly kind: "refused"; readonly error: string | null }
  /** No answer, a redirect, a page, too much, or a fault of its own. */
  | { readonly kind: "unavailable" };

export const REDEEM_TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;
const REFUSALS = [
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
];

/** Redeems a code for an ID token (OpenID Connect Core 1.0, section 3.1.3; RFC 7636). `allow`: OUTBOUND_ALLOW. Never rejects. */
export async function redeemCode(
  redemption: Redemption,
  { allow, timeoutMs = REDEEM_TIMEOUT_MS }: { readonly allow: readonly string[]; readonly timeoutMs?: number },
): Promise<Redeemed> {
  const { code, verifier, redirectUri, page } = redemption;
  const client = clientOf(redemption);
  if (!client) return { kind: "refused", error: "unsupported" };
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...client.form,
  };
  const outcome = await guardedFetch({
    purpose: "issuer_token",
    method: "POST",
    url: page.tokenEndpoint,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      ...client.headers,
    },
    body: new URLSearchParams(form).toString(),
    allow,
    timeoutMs,
    maxBytes: MAX_BYTES,
  });
  if (outcome.kind !== "answer") return { kind: "unavailable" };
  const { status, body } = outcome;
  const answer = parseJson(parseText(body) ?? "");
  if (!isObject(answer)) return { kind: "unavailable" };
  if (status === 200) return idTokenIn(answer.id_token);
  if (status !== 400 && status !== 401) return { kind: "unavailable" };
  return { kind: "refused", error: REFUSALS.find((word) => word === answer.error) ?? null };
}

/** Where the scope `openid` was asked for, there is one; without it nobody is known. */
function idTokenIn(given: unknown): Redeemed {
  if (typeof given !== "string" || given.length > MAX_JWT_CHARACTERS) return { kind: "unavailable" };
  return { kind: "redeemed", idToken: given };
}

interface Shown {
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** How the client says who it is. Undefined: it has a secret, and the issuer takes it in no way that is known here. */
function clientOf({ page: { secretGoesIn }, clientId, secret }: Redemption): Shown | undefined {
  if (secret === null) return { form: { client_id: clientId }, headers: {} };
  if (secretGoesIn === "body") return { form: { client_id: clientId, client_secret: secret }, headers: {} };
  if (secretGoesIn === null) return undefined;
  // Each half is written as in a form first (RFC 6749, section 2.3.1), so that a colon in it is none.
  const pair = `${formText(clientId)}:${formText(secret)}`;
  return { form: {}, headers: { Authorization: `Basic ${toBase64(utf8(pair))}` } };
}

const formText = (text: string): string => new URLSearchParams({ t: text }).toString().slice("t=".length);
