import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, onTestFinished } from "vitest";
import type { Scope } from "../../../../src/kernel/actor";
import { type Answer, call, must } from "../../../support/api";
import type { FakeVault, Script } from "../../../support/fake-vault";
import { CDP_URL, newSite, openTab, type SiteScript, type TestSite, type TestTab } from "../../../support/sign-in-site";
import { type BenchOptions, type BrokerBench, newFakeBench, SECRET } from "../../broker-bench";

export { CODE_FORM, FORM, hasChromium, lateForm } from "../../../support/sign-in-site";
export { SECRET } from "../../broker-bench";

/** A tenant with a credential for 127.0.0.1, the browser of the tests, and an agent that may only sign in. */
export interface SignInBench {
  readonly b: BrokerBench;
  readonly vault: FakeVault;
  readonly browserId: string;
  readonly agent: string;
  /** A site, and a tab on its first page. The browser is shared: a tab is closed when its test ends. */
  open(script: SiteScript, page?: string): Promise<{ site: TestSite; tab: TestTab }>;
  /** One more tab on a site's first page. */
  openAgain(site: TestSite, page?: string): Promise<TestTab>;
  /** As the agent. */
  authenticate(tab: TestTab, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  api(line: string, body?: unknown): Promise<Answer>;
  token(scopes: readonly Scope[]): Promise<string>;
}

export async function newSignInBench(script: Script = {}, options: BenchOptions = {}): Promise<SignInBench> {
  const { vault, b } = await newFakeBench(script, { allowedDomains: ["127.0.0.1"], ...options });
  const { tenant } = b;
  const { id: browserId } = must(await tenant.api("POST /api/v1/browsers", { name: "local", endpoint: CDP_URL }), 201);
  const agent = await tenant.token(["credentials:authenticate"]);
  const openAgain = async (site: TestSite, page = "login") => {
    const tab = await openTab(site.page(page));
    onTestFinished(() => tab.close());
    return tab;
  };
  return {
    b,
    vault,
    browserId,
    agent,
    async open(sites, page) {
      const site = await newSite(sites);
      return { site, tab: await openAgain(site, page) };
    },
    openAgain,
    authenticate: ({ targetId }, body = {}, headers = {}) =>
      call(`POST /api/v1/credentials/${b.credentialId}/authenticate`, {
        token: agent,
        headers,
        body: { browser: { browserId }, target: { targetId }, ...body },
      }),
    api: (line, body) => call(line, { token: agent, ...(body === undefined ? {} : { body }) }),
    token: (scopes) => tenant.token(scopes),
  };
}

/** The first page of a site that takes the form below `login`, and shows another after it. */
export const signInSite = (form: string): SiteScript => ({
  pages: { login: form, home: "<h1>Home</h1>" },
  posts: { login: { to: "home" } },
});

/** Ends the object of a run as a crash would: its memory and its socket are gone, and what it has not stored. */
export async function kill(runId: string): Promise<void> {
  const dies = runInDurableObject(env.RUNS.getByName(runId), (_, state) => state.abort("killed"));
  await dies.catch(() => undefined);
}

/** What is stored in all tables of a tenant's object and in a run's object, as text. */
export async function storedBytes({ b }: SignInBench, runId: string): Promise<string> {
  const dump = (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    const rows = tables
      .filter(({ name }) => !String(name).startsWith("_cf"))
      .map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return JSON.stringify([rows, [...storage.kv.list()]]);
  };
  const run = env.RUNS.getByName(runId);
  return (await runInDurableObject(b.tenant.stub, dump)) + (await runInDurableObject(run, dump));
}

export const run = (b: SignInBench, more: object = {}) => ({
  id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  credentialId: b.b.credentialId,
  status: "authenticated",
  verdict: "signed_in",
  mode: "wire",
  host: "127.0.0.1",
  matchedPattern: "127.0.0.1",
  steps: [
    { step: "username", outcome: "filled" },
    { step: "password", outcome: "substituted" },
    { step: "submit", outcome: "sent" },
  ],
  usedTotp: false,
  vaultVersion: 1,
  code: null,
  startedAt: expect.stringMatching(TIME),
  endedAt: expect.stringMatching(TIME),
  durationMs: expect.any(Number),
  ...more,
});
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** A run that ended before anything was leased. */
export const untouched = (b: SignInBench, code: string, more: object = {}) =>
  run(b, {
    status: "failed",
    verdict: null,
    host: null,
    matchedPattern: null,
    steps: [],
    vaultVersion: null,
    code,
    ...more,
  });

export const formOf = (body = ""): Record<string, string> => Object.fromEntries(new URLSearchParams(body));
export const LOGIN_SENT = { user: SECRET.login, pass: SECRET.pass };
