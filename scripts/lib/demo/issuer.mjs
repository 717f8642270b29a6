import { createServer } from "node:http";
import { newKey, publicKeyOf, signToken } from "../foreign-token.mjs";
import { ToolError } from "../project.mjs";

/**
 * An issuer on this machine that stands for a build server's: it publishes its keys as OpenID Connect Discovery says, and signs what its
 * jobs are. It has none of Postern's code.
 *
 * @typedef {Awaited<ReturnType<typeof startIssuer>>} Issuer
 */
export async function startIssuer() {
  let key = newKey("2026-a");
  let questions = 0;
  const server = createServer((request, response) => {
    const documents = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
      "/keys": { keys: [publicKeyOf(key)] },
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
    /** What it says of a job, signed. @param {Record<string, unknown>} claims @param {import("../foreign-token.mjs").Key} [by] another key than its own */
    sign: (claims, by = key) => signToken({ iss: url, ...claims }, by),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
