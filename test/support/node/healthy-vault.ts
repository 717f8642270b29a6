import type { Call, Script } from "../fake-vault-script.ts";

export interface Reply {
  status: number;
  json?: unknown;
}
interface Token {
  endsAtMs: number;
  usesLeft: number;
}
interface Version {
  data: Record<string, unknown>;
  deletedAt: string;
}
const refused = (status: number, ...errors: string[]): Reply => ({ status, json: { errors } });
const DENIED = refused(403, "permission denied");
const stamp = () => new Date().toISOString();

/** Acts like a vault with AppRole at every mount and one KV store, as far as a client of those can tell. */
export class HealthyVault {
  readonly #tokens = new Map<string, Token>();
  readonly #values = new Map<string, Version[]>();
  readonly #labels = new Map<string, unknown>();
  #minted = 0;

  constructor(public script: Script) {
    this.seed();
  }

  /** Puts the script's secrets where nothing is yet. */
  seed(): void {
    for (const [path, data] of Object.entries(this.script.secrets ?? {})) {
      const key = this.#split(path)?.key ?? path;
      if (!this.#values.has(key)) this.#values.set(key, [{ data, deletedAt: "" }]);
    }
  }

  revokeTokens(): void {
    this.#tokens.clear();
  }

  /** `path` is what follows `/v1/`, decoded, without a query. */
  answer(call: Call, path: string): Reply {
    if (path === "sys/health") return { status: 200, json: { initialized: true, sealed: false } };
    const body = parseObject(call.body);
    if (/^auth\/.+\/login$/.test(path) && call.method !== "GET") return this.#login(body);
    const name = call.headers["x-vault-token"] ?? "";
    const token = this.#use(name);
    if (token === undefined) return DENIED;
    if (path.startsWith("auth/token/")) return this.#tokenCall(path, name, token);
    return this.script.kvVersion === 1
      ? this.#plain(call.method, path, body)
      : this.#versioned(call.method, path, body);
  }

  #login({ role_id, secret_id }: Record<string, unknown>): Reply {
    const { roleId = role_id, secretId = secret_id, leaseSeconds = 3600, numUses = 0 } = this.script;
    if (role_id !== roleId || secret_id !== secretId) return refused(400, "invalid role or secret ID");
    const client_token = `fake-token-${++this.#minted}`;
    this.#tokens.set(client_token, { endsAtMs: Date.now() + leaseSeconds * 1000, usesLeft: numUses || Infinity });
    return this.#auth(client_token, leaseSeconds);
  }

  #auth(client_token: string, lease_duration: number): Reply {
    const { renewable = true, numUses = 0 } = this.script;
    const auth = {
      client_token,
      accessor: `accessor-of-${client_token}`,
      policies: ["default"],
      token_type: "service",
    };
    return { status: 200, json: { auth: { ...auth, lease_duration, renewable, num_uses: numUses } } };
  }

  #use(name: string): Token | undefined {
    const token = this.#tokens.get(name);
    if (token === undefined) return undefined;
    token.usesLeft--;
    const alive = token.usesLeft >= 0 && (token.endsAtMs > Date.now() || this.script.leaseSeconds === 0);
    if (!alive) this.#tokens.delete(name);
    return alive ? token : undefined;
  }

  #tokenCall(path: string, name: string, token: Token): Reply {
    const { renewable = true, leaseSeconds = 3600, renewedLeaseSeconds = leaseSeconds } = this.script;
    if (path === "auth/token/lookup-self") {
      const ttl = Math.max(0, Math.round((token.endsAtMs - Date.now()) / 1000));
      const num_uses = Number.isFinite(token.usesLeft) ? token.usesLeft : 0;
      return { status: 200, json: { data: { id: name, ttl, renewable, num_uses } } };
    }
    if (path === "auth/token/revoke-self") {
      this.#tokens.delete(name);
      return { status: 204 };
    }
    if (path !== "auth/token/renew-self") return refused(404);
    if (!renewable) return refused(400, "lease is not renewable");
    token.endsAtMs = Date.now() + renewedLeaseSeconds * 1000;
    return this.#auth(name, renewedLeaseSeconds);
  }

  #plain(method: string, path: string, body: Record<string, unknown>): Reply {
    if (method === "GET") {
      const [version] = this.#values.get(path) ?? [];
      return version === undefined ? refused(404) : { status: 200, json: { data: version.data } };
    }
    if (method === "DELETE") this.#values.delete(path);
    else this.#values.set(path, [{ data: body, deletedAt: "" }]);
    return { status: 204 };
  }

  #versioned(method: string, path: string, body: Record<string, unknown>): Reply {
    const { kind, key } = this.#split(path) ?? {};
    if (key === undefined) return refused(404, "no handler for route");
    const versions = this.#values.get(key) ?? [];
    if (kind === "metadata") return this.#metadata(method, key, versions, body);
    if (kind === "data" && method === "DELETE") {
      const newest = versions.at(-1);
      if (newest !== undefined) newest.deletedAt = stamp();
      return { status: 204 };
    }
    if (kind === "data" && method !== "GET") return this.#write(method, key, versions, body);
    return this.#read(kind === "subkeys", key, versions);
  }

  /** A patch needs something to change, and looks for it before check-and-set. */
  #write(method: string, key: string, versions: Version[], body: Record<string, unknown>): Reply {
    const newest = versions.at(-1);
    const isPatch = method === "PATCH";
    if (isPatch && newest === undefined) return { status: 404 };
    if (isPatch && newest?.deletedAt !== "") return { status: 404, json: { data: this.#about(key, versions) } };
    const { cas = versions.length } = Object(body.options);
    if (cas !== versions.length) return refused(400, "check-and-set parameter did not match the current version");
    const data = Object(body.data);
    versions.push({ data: isPatch ? { ...newest?.data, ...data } : data, deletedAt: "" });
    this.#values.set(key, versions);
    return { status: 200, json: { data: this.#about(key, versions) } };
  }

  #read(namesOnly: boolean, key: string, versions: Version[]): Reply {
    const newest = versions.at(-1);
    if (newest === undefined) return refused(404);
    const gone = newest.deletedAt !== "";
    const names = Object.fromEntries(Object.keys(newest.data).map((name) => [name, null]));
    const shown = gone ? null : namesOnly ? names : newest.data;
    const metadata = this.#about(key, versions);
    return { status: gone ? 404 : 200, json: { data: { [namesOnly ? "subkeys" : "data"]: shown, metadata } } };
  }

  #metadata(method: string, key: string, versions: Version[], body: Record<string, unknown>): Reply {
    if (method === "GET") {
      if (versions.length === 0 && !this.#labels.has(key)) return refused(404);
      const custom_metadata = this.#labels.get(key) ?? null;
      return { status: 200, json: { data: { custom_metadata, current_version: versions.length } } };
    }
    if (method === "DELETE") {
      this.#values.delete(key);
      this.#labels.delete(key);
    } else this.#labels.set(key, body.custom_metadata ?? null);
    return { status: 204 };
  }

  #about(key: string, versions: Version[]) {
    const custom_metadata = this.#labels.get(key) ?? null;
    const deletion_time = versions.at(-1)?.deletedAt ?? "";
    return { version: versions.length, created_time: stamp(), custom_metadata, deletion_time, destroyed: false };
  }

  /** `<mount>/<kind>/<rest>`, by the first such word behind the first segment. */
  #split(path: string): { kind: string; key: string } | undefined {
    if (this.script.kvVersion === 1) return undefined;
    const [, mount, kind, rest] = /^([^/]+(?:\/[^/]+)*?)\/(data|metadata|subkeys)\/(.+)$/.exec(path) ?? [];
    return kind === undefined ? undefined : { kind, key: `${mount}/${rest}` };
  }
}

/** `{}` for what is no JSON object. */
function parseObject(text: string): Record<string, unknown> {
  if (text === "") return {};
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
