import { vi } from "vitest";
import type { LockoutRpc, LoginOutcome } from "../../../src/broker/vault/lockout-guard";
import { sealSecretId } from "../../../src/broker/vault/secret-id";
import type { SessionCall } from "../../../src/broker/vault/session/rpc";
import { parseConfig } from "../../../src/config";
import { Keyring } from "../../../src/crypto/keyring";
import { ok, refuse } from "../../../src/errors";

/** A vault inside the test's own isolate: for what depends on order and time, where a server would only add waiting. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}
type Answer = Response | Promise<Response>;

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

export class ScriptedVault {
  readonly address = "http://127.0.0.1:8200";
  readonly sent: Sent[] = [];
  auth = { lease_duration: 3600, renewable: true, num_uses: 0 };
  secretId = "secret-1";
  /** Tried first, newest last. Undefined: the healthy answer. */
  script: (call: Sent, nth: number) => Answer | undefined = () => undefined;
  /** Every login waits for it. */
  held: Promise<void> = Promise.resolve();
  #valid = new Set<string>();
  #tokens = 0;

  install(): void {
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      const text = await request.text();
      const path = new URL(request.url).pathname.replace("/v1/", "");
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const call: Sent = { method: request.method, path, headers: request.headers, body };
      this.sent.push(call);
      const nth = this.count(path);
      return (await this.script(call, nth)) ?? (await this.#healthy(call));
    });
  }

  count(path: string): number {
    return this.sent.filter((call) => call.path === path).length;
  }
  get logins(): number {
    return this.count("auth/approle/login");
  }
  revokeTokens(): void {
    this.#valid.clear();
  }

  async #healthy(call: Sent): Promise<Response> {
    if (call.path === "auth/approle/login") return this.#login(call.body);
    if (!this.#valid.has(call.headers.get("x-vault-token") ?? "")) return json(403, { errors: ["permission denied"] });
    if (call.path === "auth/token/renew-self") return json(200, { auth: this.auth });
    if (call.path === "auth/token/lookup-self") return json(200, { data: { ttl: 77 } });
    if (call.path.includes("forbidden")) return json(403, { errors: ["1 error occurred: permission denied"] });
    return json(200, { data: { data: { login: "me" }, metadata: { version: 4 } } });
  }

  async #login(body: unknown): Promise<Response> {
    await this.held;
    const given = (body as { secret_id?: string }).secret_id;
    if (given !== this.secretId) return json(400, { errors: ["invalid role or secret ID"] });
    const client_token = `hvs.scripted-${++this.#tokens}`;
    this.#valid.add(client_token);
    return json(200, { auth: { client_token, ...this.auth } });
  }
}

/** A tenant that permits everything, or what it is told to, and writes down what it hears. */
export class OpenGate implements LockoutRpc {
  readonly settled: LoginOutcome[] = [];
  refusal: number | undefined;
  async acquire(): ReturnType<LockoutRpc["acquire"]> {
    if (this.refusal === undefined) return ok({ permit: 1 });
    return { ok: false, error: { ...refuse("vault_auth_failed").error, retryAfter: this.refusal } };
  }
  async release({ outcome }: { outcome: LoginOutcome }): Promise<void> {
    this.settled.push(outcome);
  }
}

export interface Role {
  readonly address: string;
  readonly roleId: string;
  readonly secretId: string;
  readonly revision?: number;
  readonly authMount?: string;
  readonly namespace?: string | null;
}

/** A call as the tenant's object would make it, with the secret id sealed for it. */
export async function sessionCall(env: Env, integrationId: string, role: Role): Promise<SessionCall> {
  const owner = { tenantId: "tnt_bluefin", integrationId };
  return {
    ...owner,
    address: role.address,
    namespace: role.namespace ?? null,
    authMount: role.authMount ?? "approle",
    roleId: role.roleId,
    sealedSecretId: await sealSecretId(new Keyring(parseConfig(env).rootKeys), owner, role.secretId),
    revision: role.revision ?? 1,
  };
}
