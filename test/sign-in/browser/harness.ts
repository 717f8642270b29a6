import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { startChromium } from "../../../scripts/lib/chromium.mjs";
import { openTransport, systemClock } from "../../../scripts/lib/web-socket.mjs";
import { CDP_LIMITS, CdpClient, type CdpLimits } from "../../../src/sign-in/cdp/client";
import type { SignInOutcome } from "../../../src/sign-in/drive/outcome";
import { type Secrets, SIGN_IN_DEFAULTS, type SignInPorts, type SignInRequest } from "../../../src/sign-in/drive/ports";
import { signIn } from "../../../src/sign-in/drive/sign-in";
import { BROWSER_HOSTS } from "../../support/browser-hosts";
import { HANDS } from "../../support/patience";
import { startSite } from "./site";

/** No page, client or log may ever hold it; every letter in it is escaped by one encoding or another. */
export const CANARY = `c4nary-"pass"&=%+\\ word-ü€`;
/** For every site of this process, so that a browser need be told of one key alone. Null: there is no Chromium. */
const certificate = inject("browserCertificate");
/** What is wrong without one was said already. */
export const hasChromium = (): boolean => certificate !== null;

export function requireCertificate() {
  if (certificate === null) throw new Error("there is no Chromium");
  return certificate;
}

export const launch = (more: readonly string[] = []) =>
  startChromium({
    flags: [
      `--host-resolver-rules=${BROWSER_HOSTS.map((host) => `MAP ${host} 127.0.0.1`).join(",")}`,
      `--ignore-certificate-errors-spki-list=${requireCertificate().pin}`,
      "--site-per-process",
      ...more,
    ],
  });

export const connect = async (url: string, limits = HANDS) =>
  new CdpClient(await openTransport(url), systemClock, limits);

/** A Chromium, a client of its own socket, and a site, for the tests of a file. */
export async function openBench() {
  const [site, browser] = await Promise.all([startSite(), launch()]);
  const client = await connect(browser.url);
  const close = async () => {
    client.close();
    await browser.stop();
    site.stop();
  };
  return { site, browser, client, close };
}
export type Bench = Awaited<ReturnType<typeof openBench>>;

/** A tab with this page, on a site that has been asked for nothing yet and welcomes whoever signs in. */
export function showForm({ client, site }: Pick<Bench, "client" | "site">, page: string, place = "portal.test/login") {
  site.show("portal.test/in", WELCOME);
  site.show(place, page);
  site.received.length = 0;
  return openTab(client, site.url(place));
}

/** A tab that has loaded its page. */
export async function openTab(client: CdpClient, url: string): Promise<string> {
  const { targetId } = await client.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
  await client.send("Page.enable", {}, sessionId);
  const loaded = new Promise<void>((resolve) => {
    const stop = client.on("Page.loadEventFired", (_event, session) => {
      if (session !== sessionId) return;
      stop();
      resolve();
    });
  });
  await client.send("Page.navigate", { url }, sessionId);
  await loaded;
  await client.send("Target.detachFromTarget", { sessionId });
  return targetId;
}

export interface Wanted {
  readonly request?: Partial<SignInRequest>;
  readonly secrets?: Partial<Secrets>;
  readonly ports?: Partial<SignInPorts>;
  readonly allowed?: readonly string[];
  readonly limits?: Partial<CdpLimits>;
  /** Instead of one of the run's own. */
  readonly client?: CdpClient;
}
export interface Ran {
  readonly outcome: SignInOutcome;
  readonly leases: readonly unknown[];
}

/** What a run asks of a credential for these hosts, by https alone. */
export const portsFor = (allowed: readonly string[], more: Partial<SignInPorts> = {}): SignInPorts => ({
  clock: systemClock,
  judge: (address) => {
    const { hostname = "", protocol = "" } = URL.parse(address) ?? {};
    if (!allowed.includes(hostname)) return { kind: "refused", reason: "not_listed", host: hostname };
    if (protocol !== "https:") return { kind: "refused", reason: "insecure_scheme", host: hostname };
    return { kind: "allowed", host: hostname, matchedPattern: hostname };
  },
  lease: async () => ({ ok: false, code: "credential_gone", details: null }),
  beforeSend: async () => undefined,
  onProgress: () => undefined,
  claimStep: async () => true,
  randomBytes: (length) => randomBytes(length),
  isCancelled: () => false,
  onPause: () => undefined,
  ...more,
});

export const SECRETS: Secrets = { username: "anna", password: CANARY, codeAt: null };

export const requestFor = (
  allowed: readonly string[],
  targetId: string,
  more: Partial<SignInRequest> = {},
): SignInRequest => ({
  ...SIGN_IN_DEFAULTS,
  success: { timeoutMs: 15_000 },
  ...more,
  target: { targetId },
  allowedDomains: allowed,
});

/** One run on one tab, with a credential for `portal.test` unless told otherwise. */
export async function run(url: string, targetId: string, wanted: Wanted = {}): Promise<Ran> {
  const { allowed = ["portal.test"] } = wanted;
  const leases: unknown[] = [];
  const secrets: Secrets = { ...SECRETS, ...wanted.secrets };
  const lease: SignInPorts["lease"] = async (place) => {
    leases.push(place);
    return { ok: true, secrets };
  };
  const request = requestFor(allowed, targetId, wanted.request);
  const client = wanted.client ?? (await connect(url, { ...CDP_LIMITS, ...wanted.limits }));
  const outcome = await signIn(client, request, portsFor(allowed, { lease, ...wanted.ports }));
  client.close();
  return { outcome, leases };
}

export const form = (inner: string, attributes = `method="post" action="/in"`) =>
  `<!doctype html><title>Sign in</title><h1>Sign in</h1><form ${attributes}>${inner}</form>`;
export const LOGIN = form(
  `<label>User name <input name="user"></label><label>Password <input name="pass" type="password"></label><button>Log in</button>`,
);
export const codeForm = (action: string) =>
  form(
    `<label>Verification code <input name="code" autocomplete="one-time-code"></label><button>Verify</button>`,
    `method="post" action="${action}"`,
  );
export const WELCOME = "<!doctype html><title>Home</title><h1>Welcome</h1>";
/** What a form sent, as the server reads it. */
export const formBody = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body ?? ""));

/** Codes that a test can tell apart: the number of the time step, of 10 s each. */
export const codeAt = async (atMs: number) => {
  const step = Math.floor(atMs / 10_000);
  return { code: String(step).slice(-6), expiresAtMs: (step + 1) * 10_000, period: 10 };
};

/** What a script of the page itself gives, as JSON has it; undefined where its document goes meanwhile. */
export async function evaluate(client: CdpClient, targetId: string, expression: string) {
  const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
  const asked = { expression, returnByValue: true, awaitPromise: true };
  const answer = await client.send("Runtime.evaluate", asked, sessionId).catch(() => undefined);
  await client.send("Target.detachFromTarget", { sessionId });
  return answer?.result.value;
}

/** What stands in the fields of a page. */
export const valuesIn = async (client: CdpClient, targetId: string): Promise<string[]> =>
  evaluate(client, targetId, "[...document.querySelectorAll('input')].map((field) => field.value)");
