import { type Answer, type CallOptions, call, must, newTenant, type TestTenant } from "../support/api";
import { newIssuer, type TestIssuer } from "../support/issuer";

export const CLIENT_ID = "postern-console";
export const FROM_PAGE = { "sec-fetch-site": "same-origin" };
const COOKIE = "__Host-postern-sign-in";

/** A tenant whose people sign in to the console by an issuer of the test's own. */
export interface Office {
  readonly tenant: TestTenant;
  readonly issuer: TestIssuer;
  readonly clientId: string;
  readonly trust: { readonly id: string; readonly [field: string]: unknown };
  /** The first half: where the browser is sent, and with what. */
  begin(query?: string, options?: CallOptions): Promise<Begun>;
  /** All of it, as a browser goes. */
  signIn(): Promise<Back>;
}
export interface Begun {
  readonly answer: Answer;
  /** Where to; empty: nowhere. */
  readonly location: string;
  /** `name=value`. */
  readonly cookie: string;
}
export interface Back {
  readonly location: string;
  readonly answer: Answer;
  /** The session's cookie, as `name=value`; empty: none was given. */
  readonly session: string;
}

/** Its clock stands still, at this very time: what an issuer signs now has not been used up. */
export async function newOffice(settings: object = {}, tenant?: TestTenant): Promise<Office> {
  const home = tenant ?? (await newTenant({ atMs: Date.now() }));
  const issuer = await newIssuer();
  const clientId = `${CLIENT_ID} ${home.id}`;
  const answer = await home.api("POST /v1/trusts", {
    ...{ name: "office", issuer: issuer.url, audience: clientId, claims: { hd: "acme.example" } },
    ...{ identity_id: "user:{preferred_username}", create_identity: true, scopes: ["secrets:list"], ttl: "1h" },
    ...{ console_sign_in: true, ...settings },
  });
  const trust = must(answer, 201);
  const claims = { sub: "1", hd: "acme.example", preferred_username: "ann" };
  await issuer.signIn({ clientId, claims });
  const begin = async (query = `tenant=${home.id}&trust=office`, options: CallOptions = {}) =>
    begunBy(await call(`GET /console/sign-in?${query}`, { redirect: "manual", headers: FROM_PAGE, ...options }));
  return {
    ...{ tenant: home, issuer, clientId, trust, begin },
    async signIn() {
      const begun = await begin();
      return await comeBack(await atIssuer(begun), begun.cookie);
    },
  };
}

const begunBy = (answer: Answer): Begun => ({
  answer,
  location: answer.headers.get("location") ?? "",
  cookie: cookieIn(answer, COOKIE),
});

/** A cookie that the answer sets to something, as a browser sends it. */
function cookieIn(answer: Answer, name: string): string {
  const [pair = ""] =
    answer.headers
      .getSetCookie()
      .find((text) => text.startsWith(`${name}=`))
      ?.split(";") ?? [];
  return pair === `${name}=` ? "" : pair;
}

/** Where the issuer's page sends the browser back to: path and query. */
export async function atIssuer({ location }: Pick<Begun, "location">): Promise<string> {
  const response = await fetch(location, { redirect: "manual" });
  await response.text();
  const back = new URL(response.headers.get("location") ?? "about:blank");
  return back.origin === "https://postern.example" ? back.pathname + back.search : back.href;
}

export async function comeBack(path: string, cookie: string): Promise<Back> {
  const headers = { "sec-fetch-site": "cross-site", ...(cookie === "" ? {} : { cookie }) };
  const answer = await call(`GET ${path}`, { redirect: "manual", headers });
  return { answer, location: answer.headers.get("location") ?? "", session: cookieIn(answer, "__Host-postern") };
}

export const FAILED = (reason: string): string => `/console/sign-in-failed?reason=${reason}`;

/** With other values in its query; null: without it. */
export function changed(path: string, values: Readonly<Record<string, string | null>>): string {
  const url = new URL(path, "https://postern.example");
  for (const [name, value] of Object.entries(values))
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return url.pathname + url.search;
}
