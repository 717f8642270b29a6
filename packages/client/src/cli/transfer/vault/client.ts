import { parseServerUrl } from "../../../library/calls/address.ts";
import { CliError, EXIT } from "../../shell/exit.ts";
import { type Exact, type ExactObject, isExactObject, parseExact } from "../../text/exact-json.ts";

export interface VaultOptions {
  readonly address: string;
  readonly token: string;
  readonly namespace: string | undefined;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (ms: number) => Promise<void>;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a Vault or an OpenBao, and does nothing else: every request is a GET. Redirects are not followed, they would take the token elsewhere.
 * Nothing that it answers is told in an error.
 */
export class VaultClient {
  readonly #url: string;
  readonly #options: VaultOptions;

  /** Throws PosternError `invalid_option`: the address is none, or plain http to another machine. */
  constructor(options: VaultOptions) {
    this.#url = parseServerUrl(options.address);
    this.#options = options;
  }

  /** `path`: its segments, each as it is called. Null: 404. Throws CliError. */
  async read(path: readonly string[], query = ""): Promise<ExactObject | null> {
    const url = `${this.#url}/v1/${path.map(encodeURIComponent).join("/")}${query}`;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#once(url);
      const isPassing = answer === undefined || answer.status === 429 || answer.status >= 500;
      if (isPassing && attempt < ATTEMPTS) {
        await answer?.body?.cancel();
        await this.#options.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
        continue;
      }
      if (answer === undefined) throw fault(EXIT.unreachable, "vault_unreachable", "the vault could not be reached");
      return await documentOf(answer);
    }
  }

  /** Names in a folder; those of folders end with a slash. */
  async list(path: readonly string[]): Promise<readonly string[]> {
    const answer = await this.read(path, "?list=true");
    const data = answer?.get("data");
    const keys = isExactObject(data) ? data.get("keys") : undefined;
    return Array.isArray(keys) ? keys.filter((key: Exact) => typeof key === "string") : [];
  }

  async #once(url: string): Promise<Response | undefined> {
    const { token, namespace, fetch } = this.#options;
    const headers: Record<string, string> = { "X-Vault-Token": token, "X-Vault-Request": "true" };
    if (namespace !== undefined) headers["X-Vault-Namespace"] = namespace;
    try {
      return await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch {
      // Platforms repeat addresses and headers in what they throw.
      return undefined;
    }
  }
}

async function documentOf(answer: Response): Promise<ExactObject | null> {
  // The body of a 404 tells of a version that is gone, which its metadata have told already.
  if (answer.status !== 200) await answer.body?.cancel();
  if (answer.status === 404) return null;
  if (answer.status === 403)
    throw fault(EXIT.refused, "vault_refused", "the vault's token may not read this", "bao token lookup");
  if (answer.status !== 200)
    throw fault(EXIT.failure, "vault_failed", `the vault answered with the status ${answer.status}`);
  const found = exactOr(await textOf(answer));
  if (!isExactObject(found)) throw fault(EXIT.failure, "vault_failed", "the vault's answer is none of a vault");
  return found;
}

async function textOf(answer: Response): Promise<string> {
  if (Number(answer.headers.get("Content-Length") ?? 0) > MAX_BYTES)
    throw fault(EXIT.failure, "vault_failed", "the vault's answer is too long");
  try {
    return await answer.text();
  } catch {
    throw fault(EXIT.unreachable, "vault_unreachable", "the vault's answer broke off");
  }
}

function exactOr(text: string): Exact {
  try {
    return parseExact(text);
  } catch {
    // Told as an answer that is none of a vault.
    return null;
  }
}

const fault = (exit: number, code: string, message: string, next = "the same command again"): CliError =>
  new CliError(exit, code, message, next);
