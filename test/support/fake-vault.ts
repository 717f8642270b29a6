import { inject } from "vitest";
import type { Call, Script } from "./fake-vault-script";
import { PATIENCE_MS } from "./patience";

export type { Answer, Call, Rule, Script } from "./fake-vault-script";

/** A vault that does what a test says. Each is alone: no call, token or secret of another test is in it. */
export interface FakeVault {
  /** To be used as an integration's address; it has a base path. */
  readonly address: string;
  /** Everything it was asked, oldest first. */
  calls(): Promise<Call[]>;
  /** How many logins were sent, refused ones too. */
  logins(): Promise<number>;
  /** Waits until at least `count` calls have come whose path behind `/v1/` starts so. */
  waitForCalls(count: number, path?: string): Promise<void>;
  /** Ends every token it has given, as an administrator of the vault may. */
  revokeTokens(): Promise<void>;
  /** Lets all answers go that a rule holds (`held`) at this moment. */
  release(): Promise<void>;
  /** Another script from here on; tokens, secrets and recorded calls stay, the counts of `nth` start again. */
  set(script: Script): Promise<void>;
}

const LOGIN = /^\/v1\/auth\/.+\/login$/;
const POLL_MS = 10;

export async function newFakeVault(script: Script = {}): Promise<FakeVault> {
  const base = inject("fakeVault");
  const { id }: { id: string } = await (await control("POST", "/__scripts", script)).json();
  const own = `/__scripts/${id}`;
  const calls = async (): Promise<Call[]> => (await control("GET", own)).json();
  return {
    address: `${base}/s/${id}`,
    calls,
    logins: async () => (await calls()).filter(({ method, path }) => method !== "GET" && LOGIN.test(path)).length,
    async waitForCalls(count, path = "") {
      const end = Date.now() + PATIENCE_MS;
      while ((await calls()).filter((call) => call.path.startsWith(`/v1/${path}`)).length < count) {
        if (Date.now() > end) throw new Error(`fewer than ${count} calls of ${path} within ${PATIENCE_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    revokeTokens: () => done(control("POST", `${own}/revoke`)),
    release: () => done(control("POST", `${own}/release`)),
    set: (next) => done(control("PUT", own, next)),
  };
}

async function control(method: string, path: string, body?: Script): Promise<Response> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(inject("fakeVault") + path, init);
  if (!response.ok) throw new Error(`the fake vault answered ${response.status} to ${method} ${path}`);
  return response;
}

const done = async (response: Promise<Response>): Promise<void> => void (await (await response).text());
