import { localFault } from "../errors.ts";

/** Where a program runs that is given an identity token by the platform, and how it is asked for. */

export interface PlaceParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

export interface PlaceOptions {
  /** What the token is to be for: `<the server's address>/<tenant>`, unless the trust says another. GitHub is asked for it. */
  readonly audience?: string | undefined;
  /** A file that the platform writes the token into, and writes anew. */
  readonly tokenFile?: string | undefined;
  /** The name of a variable that holds the token, such as GitLab's `id_tokens` make. */
  readonly variable?: string | undefined;
}

/** The name that the guides give to GitLab's token. */
export const JWT_VARIABLE = "POSTERN_JWT";
/** Where the guides have a pod's token. */
export const POD_TOKEN_FILE = "/var/run/postern/token";

export type IdentityTokens = (signal: AbortSignal | undefined) => Promise<string>;

/**
 * How to get an identity token here; undefined: this is no such place. First what is named, then what the platform set:
 * GitHub Actions with `id-token: write`, the variable `POSTERN_JWT`, the file `/var/run/postern/token`.
 */
export async function findPlace(options: PlaceOptions, parts: PlaceParts): Promise<IdentityTokens | undefined> {
  const { env } = parts;
  const { tokenFile, variable } = options;
  if (tokenFile !== undefined) return () => fromFile(tokenFile, parts);
  if (variable !== undefined) return async () => fromVariable(variable, parts);
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
  if (url && token) return (signal) => fromGitHub({ url, token }, options.audience, parts, signal);
  if (env[JWT_VARIABLE]) return async () => fromVariable(JWT_VARIABLE, parts);
  const lies = await parts.readFile(POD_TOKEN_FILE).then(
    () => true,
    // Not there, or no files at all: this is no pod with a token.
    () => false,
  );
  return lies ? () => fromFile(POD_TOKEN_FILE, parts) : undefined;
}

async function fromFile(path: string, { readFile }: PlaceParts): Promise<string> {
  const text = await readFile(path).catch(() => {
    throw localFault("no_identity_token", "the token's file can't be read", { tokenFile: path });
  });
  return requireJwt(text.trim(), { tokenFile: path });
}

const fromVariable = (name: string, { env }: PlaceParts): string =>
  requireJwt((env[name] ?? "").trim(), { variable: name });

async function fromGitHub(
  asked: { readonly url: string; readonly token: string },
  audience: string | undefined,
  { fetch }: PlaceParts,
  signal: AbortSignal | undefined,
): Promise<string> {
  const url = new URL(asked.url);
  if (url.protocol !== "https:") throw localFault("no_identity_token", "GitHub's address for tokens is not https");
  if (audience !== undefined) url.searchParams.set("audience", audience);
  const headers = { Authorization: `Bearer ${asked.token}`, Accept: "application/json" };
  const answer = await fetch(url.href, { headers, redirect: "manual", ...(signal ? { signal } : {}) }).catch(() => {
    signal?.throwIfAborted();
    throw localFault("no_identity_token", "GitHub could not be reached for an identity token");
  });
  const body: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  const value = typeof body === "object" && body !== null && "value" in body ? body.value : "";
  return requireJwt(typeof value === "string" ? value : "", { place: "github", status: answer.status });
}

/** Three parts of base64url: nothing else is sent anywhere. */
function requireJwt(text: string, details: Readonly<Record<string, unknown>>): string {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) && text.length <= 32_768) return text;
  throw localFault("no_identity_token", "what is there is no identity token", details);
}
