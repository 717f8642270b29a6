import type { Details } from "../../../src/errors";
import { type Answer, newFakeVault, type Rule, type Script } from "../../support/fake-vault";
import { newIntegration } from "./vault-bench";

export const READ = "secret/data/app/db";
export const LOGIN = "auth/approle/login";
export const CANARY = "upstream-text-81c3";
export const SECRETS = { [READ]: { login: "me", pass: "canary-value" } };
export const PLACE = { mount: "secret", path: "app/new" };

export async function bench(script: Script = {}, more: { address?: (own: string) => string; namespace?: string } = {}) {
  const vault = await newFakeVault({ secrets: SECRETS, ...script });
  const address = more.address?.(vault.address) ?? vault.address;
  const integration = await newIntegration({ address, roleId: "r", secretId: "s", namespace: more.namespace ?? null });
  const callsOf = async (path: string) => (await vault.calls()).filter((call) => call.path === `/v1/${path}`);
  return { vault, callsOf, ...integration };
}

export const on = (path: string, answer: Answer, more: Partial<Rule> = {}): Script => ({
  rules: [{ path, answer, ...more }],
});

export const failure = (code: string, details: Details, retryAfter?: number) => ({
  ok: false,
  error: { code, details, ...(retryAfter === undefined ? {} : { retryAfter }) },
});

export const written = (path: string, stage: string, code: string) =>
  failure(code, { stage, path, outcomeUnknown: true, retryable: true });

export const ERROR_BODY = { json: { errors: [CANARY], data: { note: CANARY } } };

export const told = (status: number, code: string, retryable: boolean) =>
  failure(code, { stage: "login", path: LOGIN, upstreamStatus: status, retryable });

export const denied = (path: string) =>
  failure("vault_permission_denied", { stage: "read", path, upstreamStatus: 403, retryable: false });
