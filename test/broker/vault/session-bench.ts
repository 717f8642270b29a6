import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { AppRoleSession } from "../../../src/broker/vault/app-role-session";
import type { Denial, SessionCall, SessionRpc } from "../../../src/broker/vault/session/rpc";
import { sessionStub } from "../../../src/broker/vault/sessions";
import { OpenGate, ScriptedVault, sessionCall } from "./scripted-vault";

export const LOGIN = "auth/approle/login";
export const PATH = "GET secret/data/app/x";
export const SECOND = 1000;

/** A session object with its own vault, gate and clock; the clock only ever runs ahead, so that no alarm lies in the past. */
export class Bench {
  readonly id = crypto.randomUUID();
  readonly vault = new ScriptedVault();
  readonly gate = new OpenGate();
  aheadMs = 0;
  readonly session: SessionRpc = sessionStub(env, this.id);
  readonly stub = env.SESSIONS.getByName(this.id);

  async start(): Promise<this> {
    this.vault.install();
    await this.equip();
    return this;
  }
  /** A new instance has the real clock and the real tenant. */
  async equip(): Promise<void> {
    await runInDurableObject(this.stub, (instance: AppRoleSession) => {
      instance.now = () => Date.now() + this.aheadMs;
      instance.gate = () => this.gate;
    });
  }
  async evict(): Promise<void> {
    await evictDurableObject(this.stub);
    await this.equip();
  }
  call(revision = 1, secretId = "secret-1"): Promise<SessionCall> {
    return sessionCall(env, this.id, { address: this.vault.address, roleId: "role-1", secretId, revision });
  }
  stored(): Promise<string> {
    return runInDurableObject(this.stub, (_, state) => {
      const bytes = (_key: string, value: unknown) =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
      return JSON.stringify([...state.storage.kv.list()], bytes);
    });
  }
}
export const bench = () => new Bench().start();
export const denial = (generation: number, more: Partial<Denial> = {}): Denial => ({
  generation,
  fresh: false,
  repeated: false,
  path: PATH,
  ...more,
});
export const PAUSED = (retryAfter: number) => ({
  ok: false,
  error: {
    code: "vault_auth_failed",
    details: { stage: "login", path: LOGIN, retryable: false, paused: true },
    retryAfter,
  },
});
