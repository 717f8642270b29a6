import { ToolError } from "./project.mjs";

/**
 * A deployment by its address: whether it may be told a secret, and whether it is ready. Nothing here repeats the address that was
 * given, because somebody may have written a password into it.
 */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const PATIENCE_MS = 20_000;

/**
 * @typedef {{ url: string, isLocal: boolean }} Deployment `url` without a slash at the end
 * @param {string} text
 * @returns {Deployment}
 */
export function parseDeployment(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ToolError("--url is no address: it is to be like https://postern.example");
  if (url.username !== "" || url.password !== "") throw new ToolError("--url holds a name or a password: leave it out");
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new ToolError(`--url is more than an address: leave out what follows the host`);
  const isLocal = LOOPBACK.test(url.hostname);
  if (url.protocol === "http:" && !isLocal)
    throw new ToolError(
      "--url is to begin with https://, because a token goes there; http:// is for this machine alone",
    );
  return { url: url.origin, isLocal };
}

/**
 * Asks it whether it is ready, without a token. What is not is told with the command that mends it.
 * @param {Deployment} deployment
 */
export async function requireReady({ url, isLocal }) {
  const answer = await askReadiness(url);
  if (answer?.checks === undefined || !["ready", "not_ready"].includes(answer.status))
    throw new ToolError(`what answers at ${url} is no Postern; it was told nothing`);
  if (answer.status === "ready") return;
  const faults = Object.entries(answer.errors ?? {}).map(
    ([part, said]) => `\n  ${part}: ${said}. ${mendingOf(part, said, isLocal)}`,
  );
  throw new ToolError(`Postern at ${url} is not ready:${faults.join("")}`);
}

/** @param {string} url @returns {Promise<{ status: string, checks?: object, errors?: Record<string, string> } | undefined>} undefined: no JSON */
async function askReadiness(url) {
  const ask = fetch(`${url}/v1/health/ready`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await ask
    .then((response) => response.text())
    .catch((error) => {
      throw new ToolError(`nothing answers at ${url} (${causeOf(error)})`);
    });
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A page of somebody else's.
  }
}

/** Why there was no answer, in a word. @param {unknown} error of `fetch` */
export function causeOf(error) {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  if (!(cause instanceof Error)) return error.name;
  return "code" in cause ? `${cause.code}` : cause.message; // "bad port", where no request was made
}

/** @param {string} part @param {string} said @param {boolean} isLocal */
function mendingOf(part, said, isLocal) {
  const put = (/** @type {string} */ name) =>
    isLocal ? `put ${name} into .dev.vars` : `npx wrangler secret put ${name}`;
  switch (part) {
    case "database":
      return `Its tables may not be there yet: ${isLocal ? "npm run db:migrate" : "npx wrangler d1 migrations apply DB --remote"}`;
    case "encryption":
      return said.includes("in use")
        ? `A root key was taken away too early: give it back (${put("ROOT_KEYS")})`
        : `Either there is no ROOT_KEYS, or it is not as it has to be: ${put("ROOT_KEYS")}`;
    case "config":
      return 'The README, "Configuration", says what each is to hold';
    default:
      return isLocal ? "Look at what npm run dev writes" : "npx wrangler tail shows why";
  }
}
