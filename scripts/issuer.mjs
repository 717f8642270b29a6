import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readOptions } from "./lib/arguments.mjs";
import { newKey, publicKeyOf, signToken } from "./lib/foreign-token.mjs";
import { serveIssuer } from "./lib/local-issuer.mjs";
import { runMain, ToolError } from "./lib/project.mjs";

/** `npm run issuer`: stands for an issuer of tokens that a trust names, where somebody tries out the trust. */
const USAGE = `usage: npm run -s issuer -- --key FILE [--claims JSON [--serve PORT --client ID]]
  --key FILE     a private key; where there is no such file, a new one is made there, which only you may read
  --claims JSON  prints a token that says this, signed: issued now, for five minutes, with a jti of its own, unless it says otherwise.
                 Without it, prints what a trust takes as "jwks": the public key
  --serve PORT   is an issuer at http://127.0.0.1:PORT until it is ended: whoever comes is the person of --claims. 0 takes a free port
  --client ID    its one client, without a secret: what a trust has as "audience"`;
const OWNER_ONLY = 0o600;
const KID = "tried-out";
const OPTIONS = /** @type {const} */ ({
  key: { type: "string" },
  claims: { type: "string" },
  serve: { type: "string" },
  client: { type: "string" },
});

await runMain(async () => {
  const { key: file, claims, serve, client } = readOptions(OPTIONS, USAGE);
  if (typeof file !== "string") throw new ToolError(`where is the key? --key is missing\n${USAGE}`);
  const said = typeof claims === "string" ? parseClaims(claims) : undefined;
  const port = typeof serve === "string" ? parsePort(serve) : undefined;
  if (port !== undefined && (said === undefined || typeof client !== "string"))
    throw new ToolError(`--serve needs --claims and --client\n${USAGE}`);
  const key = keyIn(file);
  if (port !== undefined && said !== undefined && typeof client === "string") {
    console.log(`issuer: ${await serveIssuer({ key, claims: said, clientId: client, port })}`);
    return;
  }
  console.log(said === undefined ? JSON.stringify({ keys: [publicKeyOf(key)] }) : signToken(said, key));
});

/** @param {string} text @returns {Record<string, unknown>} */
function parseClaims(text) {
  try {
    const claims = JSON.parse(text);
    if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) return claims;
  } catch {
    // Told below, as for any other text that is no object.
  }
  throw new ToolError(`--claims is no JSON object\n${USAGE}`);
}

/** @param {string} text */
function parsePort(text) {
  if (/^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new ToolError(`--serve is no port\n${USAGE}`);
}

/** @param {string} file */
function keyIn(file) {
  if (!existsSync(file)) writeFileSync(file, newKey(KID).pem, { mode: OWNER_ONLY });
  const pem = readFileSync(file, "utf8");
  try {
    publicKeyOf({ kid: KID, pem });
  } catch {
    throw new ToolError(`${file} holds no private key`); // What it does hold is not shown.
  }
  return { kid: KID, pem };
}
