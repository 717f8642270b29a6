import { createHash, randomUUID } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import type { SignInScript } from "../issuer-script.ts";
import type { Reply } from "./healthy-vault.ts";

type Texts = Readonly<Record<string, string>>;

const LIFE_SECONDS = 300;

/** The page of an issuer and its token endpoint. Whoever comes is the person of the script, and is sent back at once. */
export class SignIns {
  /** What was asked for each code that nobody redeemed yet. */
  readonly #codes = new Map<string, Texts>();

  /** Where the browser goes on; undefined: the request is none that the client may make (RFC 6749, 4.1.1; RFC 7636, 4.3). */
  authorize(url: string, script: SignInScript | null, asked: Texts): string | undefined {
    const { client_id, redirect_uri, response_type, scope, state, code_challenge, code_challenge_method } = asked;
    const isAsked = response_type === "code" && client_id === script?.clientId && scope?.split(" ").includes("openid");
    if (!script || !isAsked || !redirect_uri || !state || !code_challenge || code_challenge_method !== "S256")
      return undefined;
    const back = new URL(redirect_uri);
    if (script.error === null) {
      const code = randomUUID();
      this.#codes.set(code, asked);
      back.searchParams.set("code", code);
    } else {
      back.searchParams.set("error", script.error);
      back.searchParams.set("error_description", "<img onerror> said the issuer");
    }
    back.searchParams.set("state", state);
    if (script.namesItself) back.searchParams.set("iss", url);
    return back.href;
  }

  /** RFC 6749, 4.1.3 and 5.2. A code is good once, also where it is refused. */
  async redeem(url: string, script: SignInScript | null, headers: Texts, form: Texts): Promise<Required<Reply>> {
    const begun = this.#codes.get(form.code ?? "");
    this.#codes.delete(form.code ?? "");
    if (!script || !isClient(script, headers, form)) return { status: 401, json: { error: "invalid_client" } };
    const challenge = createHash("sha256")
      .update(form.code_verifier ?? "")
      .digest("base64url");
    const isGood =
      form.grant_type === "authorization_code" &&
      begun?.redirect_uri === form.redirect_uri &&
      begun?.code_challenge === challenge;
    if (!begun || !isGood) return { status: 400, json: { error: "invalid_grant" } };
    const id_token = await sign(url, script, begun.nonce);
    return { status: 200, json: { access_token: randomUUID(), token_type: "Bearer", id_token, ...script.answer } };
  }
}

/** By the header or the form, as the client likes; one without a secret just says its name. */
function isClient({ clientId, clientSecret }: SignInScript, headers: Texts, form: Texts): boolean {
  const [scheme, basic = ""] = (headers.authorization ?? "").split(" ");
  if (scheme !== "Basic") return form.client_id === clientId && (form.client_secret ?? null) === clientSecret;
  const pair = Buffer.from(basic, "base64").toString().split(":");
  const [id, secret] = pair.map((text) => new URLSearchParams(`t=${text}`).get("t"));
  return id === clientId && secret === clientSecret;
}

async function sign(url: string, { clientId, claims, signer }: SignInScript, nonce: string | undefined) {
  const iat = Math.floor(Date.now() / 1000);
  const said = { iss: url, aud: clientId, iat, exp: iat + LIFE_SECONDS, nonce, jti: randomUUID(), ...claims };
  const there = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  return await new SignJWT(there)
    .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: "JWT" })
    .sign(await importJWK({ ...signer.privateJwk }, signer.alg));
}
