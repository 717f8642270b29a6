import { inject } from "vitest";

/** The real vault, as tests see it. Where `hasOpenBao` is false there is none, and the setup has said so. */
const shared = inject("openbao");
export const hasOpenBao = shared !== null;

export interface Role {
  readonly name: string;
  readonly mount: string;
  readonly roleId: string;
}
export interface RoleOptions {
  /** Beside `default`; the shared server has `postern`, which may use `secret/data/app/*`. */
  policies?: readonly string[];
  /** Like `10m`. */
  tokenTtl?: string;
  tokenMaxTtl?: string;
  /** Uses of each token; 0 is without limit. */
  numUses?: number;
  secretIdNumUses?: number;
  /** Then its tokens may not even look themselves up. */
  noDefaultPolicy?: boolean;
  /** Then it logs in by its role id alone, from this machine. */
  noSecretId?: boolean;
  /** Enabled if it is not; default `approle`. */
  mount?: string;
}
interface CallOptions {
  namespace?: string;
  /** Default: the root token. */
  token?: string;
  /** Like `60s`: the answer is a wrapping token that stands for it. */
  wrapTtl?: string;
}
/** The parts of a vault's answer that tests read. */
interface Answer {
  readonly data?: Record<string, unknown>;
  readonly wrap_info?: { readonly token: string };
  readonly auth?: { readonly client_token: string; readonly accessor: string };
}

/** One server, with the rights of its root token. Every call rejects on an answer that is not 2xx. */
export class Bao {
  constructor(
    readonly url: string,
    readonly rootToken: string,
  ) {}

  /** `path` is what follows `/v1/`. The parsed answer, `{}` for an empty one. */
  async api(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/v1/${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        "x-vault-token": options.token ?? this.rootToken,
        ...(options.wrapTtl === undefined ? {} : { "x-vault-wrap-ttl": options.wrapTtl }),
        ...(options.namespace === undefined ? {} : { "x-vault-namespace": options.namespace }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`OpenBao answered ${response.status} to ${method} ${path}`);
    return text === "" ? {} : JSON.parse(text);
  }

  async putPolicy(name: string, policy: string): Promise<void> {
    await this.api("PUT", `sys/policies/acl/${name}`, { policy });
  }

  async newRole(options: RoleOptions = {}): Promise<Role> {
    const { policies = ["postern"], mount = "approle", tokenTtl = "10m", tokenMaxTtl = "1h" } = options;
    const name = `role-${crypto.randomUUID()}`;
    const { data: methods = {} } = await this.api("GET", "sys/auth");
    if (!Object.hasOwn(methods, `${mount}/`)) await this.api("POST", `sys/auth/${mount}`, { type: "approle" });
    await this.api("POST", `auth/${mount}/role/${name}`, {
      token_policies: policies,
      token_ttl: tokenTtl,
      token_max_ttl: tokenMaxTtl,
      token_num_uses: options.numUses ?? 0,
      secret_id_num_uses: options.secretIdNumUses ?? 0,
      token_no_default_policy: options.noDefaultPolicy ?? false,
      ...(options.noSecretId ? { bind_secret_id: false, token_bound_cidrs: ["127.0.0.1/32"] } : {}),
    });
    const { data } = await this.api("GET", `auth/${mount}/role/${name}/role-id`);
    return { name, mount, roleId: String(data?.role_id) };
  }

  async newSecretId(role: Role): Promise<string> {
    const { data } = await this.api("POST", `auth/${role.mount}/role/${role.name}/secret-id`, {});
    return String(data?.secret_id);
  }

  /** A wrapping token that stands for what a call answers. */
  async wrapped(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<string> {
    const { wrap_info: info } = await this.api(method, path, body, { wrapTtl: "60s", ...options });
    return info?.token ?? "";
  }

  async newWrappedSecretId(role: Role, options: CallOptions = {}): Promise<string> {
    return await this.wrapped("POST", `auth/${role.mount}/role/${role.name}/secret-id`, {}, options);
  }

  /** Does the token still stand for something? */
  async isWrapped(token: string): Promise<boolean> {
    return await this.api("POST", "sys/wrapping/lookup", { token }).then(
      () => true,
      () => false,
    );
  }

  async revokeToken(token: string): Promise<void> {
    await this.api("POST", "auth/token/revoke", { token });
  }

  /** Accessors of the live tokens that logins of this role have won: how many logins there were, while none has ended. */
  async tokensOf(role: Role): Promise<string[]> {
    const { data } = await this.api("GET", "auth/token/accessors?list=true");
    const found: string[] = [];
    for (const accessor of (data?.keys ?? []) as string[]) {
      const meta = await this.#metaOf(accessor);
      if (meta?.role_name === role.name) found.push(accessor);
    }
    return found;
  }

  /** Ends every token of this role behind its holder's back, and no other's. */
  async revokeTokensOf(role: Role): Promise<void> {
    for (const accessor of await this.tokensOf(role)) {
      await this.api("POST", "auth/token/revoke-accessor", { accessor });
    }
  }

  /** `path` as a credential has it, `secret/data/app/db`. The number of the new version. */
  async putSecret(path: string, data: Record<string, unknown>): Promise<number> {
    return Number((await this.api("POST", path, { data })).data?.version);
  }

  /** Undefined for a token that ended between the list and the look: other tests end theirs meanwhile. */
  async #metaOf(accessor: string): Promise<Record<string, unknown> | undefined> {
    const response = await fetch(`${this.url}/v1/auth/token/lookup-accessor`, {
      method: "POST",
      headers: { "x-vault-token": this.rootToken },
      body: JSON.stringify({ accessor }),
    });
    const answer: { data?: { meta?: Record<string, unknown> } } = await response.json();
    return answer.data?.meta;
  }
}

/** A server of the test's own, that it may seal, lock out or end without disturbing another test. */
export class OwnBao extends Bao {
  constructor(
    private readonly handle: { id: string; url: string; rootToken: string; unsealKey: string },
    private readonly control: string,
  ) {
    super(handle.url, handle.rootToken);
  }

  async seal(): Promise<void> {
    await this.api("PUT", "sys/seal");
  }

  async unseal(): Promise<void> {
    await this.api("PUT", "sys/unseal", { key: this.handle.unsealKey });
    // Unsealed is not yet active: only then does it answer what is asked.
    for (let status = 0; status !== 200; ) {
      const response = await fetch(`${this.url}/v1/sys/health`);
      await response.text();
      status = response.status;
    }
  }

  /** From here on nobody listens at its address. */
  async stop(): Promise<void> {
    const response = await fetch(`${this.control}/openbao/${this.handle.id}`, { method: "DELETE" });
    if (response.status !== 204) throw new Error(`the server was not stopped: ${response.status}`);
  }
}

/** The server all tests share, and its role `postern`. */
export const bao = new Bao(shared?.url ?? "http://no-openbao.invalid", shared?.rootToken ?? "");
export const sharedRole = { roleId: shared?.roleId ?? "", secretId: shared?.secretId ?? "" };

export async function ownBao(): Promise<OwnBao> {
  const control = inject("openbaoControl");
  if (control === null) throw new Error("there is no OpenBao server here");
  const response = await fetch(`${control}/openbao`, { method: "POST" });
  if (response.status !== 201) throw new Error(`no server of its own: ${await response.text()}`);
  return new OwnBao(await response.json(), control);
}
