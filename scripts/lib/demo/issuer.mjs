import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import { ToolError } from "../project.mjs";

/**
 * An issuer on this machine that stands for a build server's: it publishes its keys as OpenID Connect Discovery says, and signs what its
 * jobs are. It has none of Postern's code.
 *
 * @typedef {Awaited<ReturnType<typeof startIssuer>>} Issuer
 * @typedef {ReturnType<typeof newKey>} Key
 */
const LIFE_SECONDS = 300;

/** @param {string} kid */
export function newKey(kid) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" } };
}

export async function startIssuer() {
  let key = newKey("2026-a");
  let questions = 0;
  const server = createServer((request, response) => {
    const documents = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
      "/keys": { keys: [key.jwk] },
    };
    const path = /** @type {keyof typeof documents} */ (request.url);
    if (path === "/keys") questions += 1;
    response.writeHead(path in documents ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(documents[path] ?? {}));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new ToolError("the issuer has no port");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    /** How often somebody asked for its keys. */
    questions: () => questions,
    /** From now on it signs with another key, and publishes that one alone. @param {string} kid */
    rotate(kid) {
      key = newKey(kid);
    },
    /** What it says of a job, signed. @param {Record<string, unknown>} claims @param {Key} [by] another key than its own */
    sign: (claims, by = key) => signed({ iss: url, ...claims }, by),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** A JWT (RFC 7519) by ES256, whose signature is the two numbers side by side (RFC 7518, section 3.4). @param {object} claims @param {Key} key */
function signed(claims, { kid, privateKey }) {
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const nowSeconds = Math.floor(Date.now() / 1000);
  const times = { iat: nowSeconds, nbf: nowSeconds, exp: nowSeconds + LIFE_SECONDS };
  const text = `${encode({ alg: "ES256", typ: "JWT", kid })}.${encode({ ...times, ...claims })}`;
  const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}
