import { expect, it } from "vitest";
import { type Answer, call, must, newTenant } from "../support/api";
import { newIssuer } from "../support/issuer";

const PAGE = { "x-postern-console": "1", origin: "https://postern.example" };
const READ = { "x-postern-console": "1", "sec-fetch-site": "same-origin" };
const HEADER = "cf-access-jwt-assertion";
const PERSON = { email: "anna@house.example", type: "app", sub: "0f1e" };

/** What Access put into the request, and what the page says. */
const signIn = (jwt: string, more: object = {}): Promise<Answer> =>
  call("POST /console/session", { headers: { ...PAGE, [HEADER]: jwt }, body: { access: true, ...more } });
const cookieOf = (answer: Answer): string => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

/** A tenant behind Access, where whoever has an address of the house is a person. Its clock stands still, at this very time. */
async function newTeam() {
  const tenant = await newTenant({ atMs: Date.now() });
  const team = await newIssuer();
  const audience = `4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2${tenant.id}`;
  const trust = await tenant.api("POST /v1/trusts", {
    ...{ preset: "cloudflare_access", name: "team", issuer: team.url, audience, claims: { email: "*@house.example" } },
    ...{ identity_id: "user:{email}", create_identity: true, scopes: ["identity:read"], ttl: "10m" },
  });
  must(trust, 201);
  return { tenant, team, audience };
}

it("nobody is signed in to the console by a token of Access that is forged, over, another's, or meant for another tenant", async () => {
  const [{ tenant, team, audience }, other, stranger] = [await newTeam(), await newTeam(), await newIssuer()];
  const seconds = Math.floor(Date.now() / 1000);
  const sound = await team.sign({ ...PERSON, aud: [audience] });
  const [head = "", claims = ""] = sound.split(".");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  for (const [jwt, more] of [
    [await stranger.sign({ ...PERSON, iss: team.url, aud: [audience] }), {}],
    [await other.team.sign({ ...PERSON, aud: [audience] }), {}],
    [await team.sign({ ...PERSON, aud: ["another"] }), {}],
    [await team.sign({ ...PERSON, aud: ["another"] }), { tenant: tenant.id }],
    [await team.sign({ ...PERSON, aud: [audience], email: "eve@elsewhere.example" }), {}],
    [await team.sign({ ...PERSON, aud: [audience], exp: seconds - 100 }), {}],
    [await team.sign({ ...PERSON, aud: [audience] }, { kid: "gone" }), {}],
    [`${unsigned}.${claims}.`, {}],
    [`${head}.${claims}.`, {}],
    [sound, { tenant: other.tenant.id }],
    [sound, { tenant: tenant.partnerId }],
    [sound, { tenant: "operator" }],
    ["x".repeat(20_000), {}],
  ] as const) {
    const answer = await signIn(jwt, more);
    expect([answer.status, answer.body.error.code, cookieOf(answer)]).toEqual([401, "token_invalid", ""]);
  }
});

it("a sign-in by Access needs the console's own page, whatever the browser sends along", async () => {
  const { team, audience } = await newTeam();
  const jwt = await team.sign({ ...PERSON, aud: [audience] });
  const pages: readonly Readonly<Record<string, string>>[] = [
    { "x-postern-console": "1", origin: "https://evil.example" },
    { origin: PAGE.origin },
  ];
  for (const headers of pages) {
    const answer = await call("POST /console/session", {
      headers: { ...headers, [HEADER]: jwt },
      body: { access: true },
    });
    expect([answer.status, answer.body.error.code, cookieOf(answer)]).toEqual([403, "origin_not_allowed", ""]);
  }
});

it("a session by Access is of the trust's person, ends with the trust's token, and takes it along when it is left", async () => {
  const { tenant, team, audience } = await newTeam();
  const jwt = await team.sign({ ...PERSON, aud: [audience] });
  for (const more of [{}, { tenant: tenant.id }]) {
    const answer = await signIn(jwt, more);
    const cookie = cookieOf(answer);
    const who = must(await call("GET /v1/auth/whoami", { headers: { cookie, ...READ } }), 200);
    expect([answer.status, answer.body]).toEqual([200, { expires_at: who.token_expires_at }]);
    expect([who.identity_id, who.tenant_id, who.scopes]).toEqual([
      "user:anna@house.example",
      tenant.id,
      ["identity:read"],
    ]);
    expect((await call("DELETE /console/session", { headers: { cookie, ...PAGE } })).status).toBe(204);
    // The cookie that somebody kept opens nothing, and what Access says is no answer to the console's own requests.
    const again = await call("GET /v1/auth/whoami", { headers: { cookie, ...READ, [HEADER]: jwt } });
    expect([again.status, again.body.error.code]).toEqual([401, "token_revoked"]);
    const without = await call("GET /v1/auth/whoami", { headers: { ...READ, [HEADER]: jwt } });
    expect([without.status, without.body.error.code]).toEqual([401, "authentication_required"]);
  }
});
