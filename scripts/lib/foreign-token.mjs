import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";

/**
 * Tokens such as other issuers sign, for demonstrations and for whoever tries out a trust. Nothing here is Postern's own code.
 *
 * @typedef {{ kid: string, pem: string }} Key `pem`: the private key (PKCS 8)
 */
const LIFE_SECONDS = 300;

/** @param {string} kid @returns {Key} */
export function newKey(kid) {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { kid, pem: privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
}

/** What everybody may know of a key (RFC 7517). @param {Key} key */
export function publicKeyOf({ kid, pem }) {
  return { ...createPublicKey(pem).export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
}

/**
 * A JWT (RFC 7519) by ES256, whose signature is the two numbers side by side (RFC 7518, section 3.4). It is issued now and lives for five
 * minutes, unless the claims say otherwise.
 * @param {Record<string, unknown>} claims @param {Key} key
 */
export function signToken(claims, { kid, pem }) {
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const nowSeconds = Math.floor(Date.now() / 1000);
  const usual = { iat: nowSeconds, nbf: nowSeconds, exp: nowSeconds + LIFE_SECONDS, jti: randomUUID() };
  const text = `${encode({ alg: "ES256", typ: "JWT", kid })}.${encode({ ...usual, ...claims })}`;
  const signature = sign("sha256", Buffer.from(text), { key: createPrivateKey(pem), dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}
