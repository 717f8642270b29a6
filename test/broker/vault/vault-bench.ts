import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { AppRoleSession } from "../../../src/broker/vault/app-role-session";
import { VaultClient } from "../../../src/broker/vault/client";
import type { LockoutRpc } from "../../../src/broker/vault/lockout-guard";
import type { SessionCall, SessionRpc } from "../../../src/broker/vault/session/rpc";
import { sessionStub } from "../../../src/broker/vault/sessions";
import { OpenGate, type Role, sessionCall } from "./scripted-vault";

export const ALLOW = ["127.0.0.1"];

/** An integration as the tenant's object would use it: a session object of its own, a client for each request. */
export interface Integration {
  readonly id: string;
  readonly call: SessionCall;
  readonly session: SessionRpc;
  /** A client for one request. */
  request(kvVersion?: 1 | 2): VaultClient;
  /** The same integration after a rotation. */
  rotated(secretId: string): Promise<Integration>;
}

export async function newIntegration(role: Role, gate: LockoutRpc = new OpenGate()): Promise<Integration> {
  const id = crypto.randomUUID();
  await runInDurableObject(env.SESSIONS.getByName(id), (instance: AppRoleSession) => {
    instance.gate = () => gate;
  });
  return integrationOf(id, role);
}

async function integrationOf(id: string, role: Role): Promise<Integration> {
  const call = await sessionCall(env, id, role);
  const session = sessionStub(env, id);
  return {
    id,
    call,
    session,
    request: (kvVersion = 2) => new VaultClient({ session, call, kvVersion, allow: ALLOW, now: Date.now }),
    rotated: (secretId) => integrationOf(id, { ...role, secretId, revision: call.revision + 1 }),
  };
}
