import { expect, it } from "vitest";
import {
  consoleFault,
  defaultIssuer,
  defaultSingleUse,
  maxAgeMs,
  maxTtlMs,
  needsAudience,
  presetFaults,
} from "../../src/trusts/presets";
import { type ClaimRule, PRESETS, type Preset } from "../../src/trusts/trust";

const rules = (claims: Record<string, string | string[]>): ClaimRule[] =>
  Object.entries(claims).map(([claim, value]) => ({ claim, value }));
const faults = (preset: Preset, claims: Record<string, string | string[]>, issuer = "https://issuer.example") =>
  presetFaults({ preset, issuer, claims: rules(claims) }, ["127.0.0.1:9000"]);

const REPOSITORY = { repository_id: "1", repository_owner_id: "2" };

it("a trust in GitHub names the repository and its owner by their ids, and what may run there", () => {
  expect(faults("github", { sub: "repo:org/name:ref:refs/heads/main" })).toEqual({
    "claims.repository_id": "required",
    "claims.repository_owner_id": "required",
    "claims.ref": "required",
  });
  expect(faults("github", { repository_id: "org/name", repository_owner_id: "*", ref: "*" })).toEqual({
    "claims.repository_id": "format",
    "claims.repository_owner_id": "wildcard",
    "claims.ref": "wildcard",
  });
  expect(faults("github", { ...REPOSITORY, repository_id: ["1", "2*"], environment: "*" })).toEqual({
    "claims.repository_id": "wildcard",
    "claims.environment": "wildcard",
  });
  for (const value of ["", " 1", "1\n", "+1", "1.0", "0x1", "\u0661", "1".repeat(21)])
    expect([value, faults("github", { ...REPOSITORY, repository_id: value, ref: "x" })]).toEqual([
      value,
      { "claims.repository_id": "format" },
    ]);
  for (const claim of ["ref", "environment", "job_workflow_ref"])
    expect(faults("github", { ...REPOSITORY, [claim]: "x" })).toEqual({});
  expect(faults("github", { ...REPOSITORY, ref: "*", environment: "production" })).toEqual({});
  expect(faults("github", { "/repository_id": ["1", "3"], repository_owner_id: "2", "/ref": "refs/heads/*" })).toEqual(
    {},
  );
});

it("no other preset is a way round what GitHub's and GitLab's own issuers demand", () => {
  const any = { sub: "repo:org/name:ref:refs/heads/main" };
  for (const preset of PRESETS.filter((one) => one !== "cloudflare_access")) {
    for (const of of ["", "/", "/acme"])
      expect(Object.keys(faults(preset, any, `https://token.actions.githubusercontent.com${of}`))).toContain(
        "claims.repository_id",
      );
    expect(Object.keys(faults(preset, any, "https://gitlab.com"))).toEqual([
      "claims.project_id",
      "claims.namespace_id",
    ]);
  }
});

it("a trust in GitLab names project and namespace by their ids", () => {
  expect(faults("gitlab", { project_path: "group/project" })).toEqual({
    "claims.project_id": "required",
    "claims.namespace_id": "required",
  });
  expect(faults("gitlab", { project_id: "1", namespace_id: "1*" })).toEqual({ "claims.namespace_id": "wildcard" });
  expect(faults("gitlab", { project_id: "1", namespace_id: ["2", "3"] })).toEqual({});
});

const NAMESPACE = "/kubernetes.io/namespace";
const NAME = "/kubernetes.io/serviceaccount/name";
const UID = "/kubernetes.io/serviceaccount/uid";

it("a trust in a cluster names one service account, by its namespace too", () => {
  expect(faults("kubernetes", { iss: "x" })).toEqual({
    [`claims.${NAMESPACE}`]: "required",
    [`claims.${NAME}`]: "required",
  });
  expect(faults("kubernetes", { "kubernetes.io.namespace": "a", [NAME]: "b" })).toEqual({
    [`claims.${NAMESPACE}`]: "required",
  });
  expect(faults("kubernetes", { [NAMESPACE]: "a*", [UID]: "*" })).toEqual({
    [`claims.${NAMESPACE}`]: "wildcard",
    [`claims.${UID}`]: "wildcard",
  });
  for (const sub of ["system:serviceaccount:a:*", "system:serviceaccount:*:b"])
    expect(faults("kubernetes", { sub })).toEqual({ "claims.sub": "wildcard" });
  for (const sub of [
    "system:serviceaccount:a",
    "system:node:a",
    "system:serviceaccount:a:b:c",
    "system:serviceaccount::b",
    "x system:serviceaccount:a:b",
  ])
    expect([sub, faults("kubernetes", { sub })]).toEqual([sub, { "claims.sub": "format" }]);
  expect(faults("kubernetes", { sub: "system:serviceaccount:payments:deploy" })).toEqual({});
  expect(faults("kubernetes", { [NAMESPACE]: "payments", [NAME]: "deploy" })).toEqual({});
  expect(faults("kubernetes", { [NAMESPACE]: "payments", [UID]: "u" })).toEqual({});
  expect(faults("kubernetes", { [NAMESPACE]: "payments", [UID]: "*", [NAME]: "deploy" })).toEqual({});
  expect(faults("kubernetes", { [NAMESPACE]: "payments", [NAME]: "deploy", sub: "system:*" })).toEqual({});
});

it("a trust in Access names the domain of a team, or a host that the deployment opens", () => {
  const email = { email: "*" };
  for (const issuer of [
    "https://cloudflareaccess.com",
    "https://.cloudflareaccess.com",
    "https://acme.cloudflareaccess.com/",
    "https://acme.cloudflareaccess.com.evil.example",
    "https://acme.evil.cloudflareaccess.com",
    "https://evil.example/acme.cloudflareaccess.com",
    "https://acmecloudflareaccess.com",
    "http://acme.cloudflareaccess.com",
    "https://ACME.cloudflareaccess.com",
    "https://-acme.cloudflareaccess.com",
    "https://acme.cloudflareaccess.com\n",
    "https://127.0.0.1:9001",
  ])
    expect([issuer, faults("cloudflare_access", email, issuer)]).toEqual([issuer, { issuer: "format" }]);
  for (const issuer of [
    "https://acme.cloudflareaccess.com",
    "https://a-1.cloudflareaccess.com",
    "http://127.0.0.1:9000",
    "https://127.0.0.1:9000/issuer",
  ])
    expect([issuer, faults("cloudflare_access", email, issuer)]).toEqual([issuer, {}]);
});

it("a trust in any other issuer has a rule that not every token fits", () => {
  const loose: Record<string, string | string[]>[] = [
    { sub: "*" },
    { sub: "*", email: ["a@b.example", "*"] },
    { sub: "*:*/*" },
    { sub: "**" },
  ];
  for (const claims of loose) expect(faults("oidc", claims)).toEqual({ claims: "wildcard" });
  expect(faults("oidc", { iss: "https://issuer.example", "/aud": "x" })).toEqual({ claims: "required" });
  expect(faults("oidc", { sub: "*", email: "*@acme.example" })).toEqual({});
});

it("presets fill in the issuer that everybody's tokens come from, whether a token is good once, how long ours may live, and how old theirs may be", () => {
  const told = PRESETS.map((preset) => [
    preset,
    defaultIssuer(preset),
    defaultSingleUse(preset),
    maxTtlMs({ preset, consoleSignIn: false }) / 60_000,
    maxAgeMs(preset) / 60_000,
    needsAudience(preset),
  ]);
  expect(told).toEqual([
    ["github", "https://token.actions.githubusercontent.com", true, 60, 60, false],
    ["gitlab", "https://gitlab.com", false, 60, 60, false],
    ["kubernetes", null, false, 60, 60, false],
    ["cloudflare_access", null, false, 720, 1440, true],
    ["oidc", null, true, 60, 60, false],
  ]);
});

it("people sign in to the console by an issuer of their own, for as long as a working day, and by none that gives tokens to machines or to everybody's jobs", () => {
  expect(maxTtlMs({ preset: "oidc", consoleSignIn: true }) / 60_000).toBe(720);
  const told = PRESETS.map((preset) => [
    preset,
    consoleFault({ preset, issuer: "https://issuer.example", consoleSignIn: true }),
  ]);
  const unsupported = { console_sign_in: "unsupported" };
  expect(told).toEqual([
    ["github", unsupported],
    ["gitlab", unsupported],
    ["kubernetes", unsupported],
    ["cloudflare_access", unsupported],
    ["oidc", {}],
  ]);
  for (const issuer of ["https://token.actions.githubusercontent.com", "https://gitlab.com"]) {
    expect(consoleFault({ preset: "oidc", issuer, consoleSignIn: true })).toEqual(unsupported);
    expect(consoleFault({ preset: "oidc", issuer, consoleSignIn: false })).toEqual({});
  }
});
