import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { publicKeyOf, signToken } from "./foreign-token.mjs";
import { requireFreePort } from "./port.mjs";

/**
 * An issuer on this machine, where somebody tries out the sign-in to the console. It has a page that asks for no password: who is sent
 * there is the person of its claims, and is sent back at once.
 *
 * @typedef {{ key: import("./foreign-token.mjs").Key, clientId: string, claims: Record<string, unknown>, port: number }} Setup
 * @typedef {{ status: number, json?: object, location?: string }} Reply
 */

/** Its address; it answers until the process ends. @param {Setup} setup */
export async function serveIssuer(setup) {
  if (setup.port !== 0) await requireFreePort(setup.port);
  /** What was asked for each code that nobody redeemed yet. @type {Map<string, URLSearchParams>} */
  const codes = new Map();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const parts = [];
    for await (const part of request) parts.push(part);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const { status, json, location } = answer(url, form, { ...setup, issuer, codes });
    response.writeHead(status, location ? { location } : { "content-type": "application/json" });
    response.end(json ? JSON.stringify(json) : "");
  });
  server.listen(setup.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : setup.port}`;
  return issuer;
}

/**
 * @param {URL} url @param {URLSearchParams} form
 * @param {Setup & { issuer: string, codes: Map<string, URLSearchParams> }} at
 * @returns {Reply}
 */
function answer({ pathname, searchParams }, form, at) {
  switch (pathname) {
    case "/.well-known/openid-configuration":
      return { status: 200, json: discoveryOf(at.issuer) };
    case "/keys":
      return { status: 200, json: { keys: [publicKeyOf(at.key)] } };
    case "/authorize":
      return authorize(searchParams, at);
    case "/token":
      return redeem(form, at);
    default:
      return { status: 404, json: { error: "not_found" } };
  }
}

/** OpenID Connect Discovery 1.0, section 3. @param {string} issuer */
const discoveryOf = (issuer) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["ES256"],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["none"],
  authorization_response_iss_parameter_supported: true,
});

/**
 * The client is sent back nowhere but on this machine: whoever finds this running gets nothing out of it.
 * @param {URLSearchParams} asked @param {Setup & { issuer: string, codes: Map<string, URLSearchParams> }} at
 * @returns {Reply}
 */
function authorize(asked, { clientId, issuer, codes }) {
  const back = URL.parse(asked.get("redirect_uri") ?? "");
  const isSound = asked.get("client_id") === clientId && asked.get("code_challenge_method") === "S256";
  if (!isSound || !back || !["localhost", "127.0.0.1", "[::1]"].includes(back.hostname))
    return { status: 400, json: { error: "invalid_request" } };
  const code = randomUUID();
  codes.set(code, asked);
  back.searchParams.set("code", code);
  back.searchParams.set("state", asked.get("state") ?? "");
  back.searchParams.set("iss", issuer);
  return { status: 302, location: back.href };
}

/**
 * @param {URLSearchParams} form @param {Setup & { issuer: string, codes: Map<string, URLSearchParams> }} at
 * @returns {Reply}
 */
function redeem(form, { key, clientId, claims, issuer, codes }) {
  const asked = codes.get(form.get("code") ?? "");
  codes.delete(form.get("code") ?? "");
  if (form.get("client_id") !== clientId) return { status: 401, json: { error: "invalid_client" } };
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  const isSame = asked?.get("code_challenge") === challenge && asked.get("redirect_uri") === form.get("redirect_uri");
  if (!isSame) return { status: 400, json: { error: "invalid_grant" } };
  const said = { iss: issuer, aud: clientId, nonce: asked.get("nonce") ?? undefined, ...claims };
  return {
    status: 200,
    json: { access_token: randomUUID(), token_type: "Bearer", id_token: signToken(said, key) },
  };
}
