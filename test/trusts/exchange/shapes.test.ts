import { expect, it } from "vitest";
import { AT_MS } from "../../approles/support";
import { call, must, newTenant } from "../../support/api";
import {
  accessClaims,
  accessServiceClaims,
  githubClaims,
  gitlabClaims,
  kubernetesClaims,
} from "../../support/claim-sets";
import { newIssuer } from "../../support/issuer";
import { exchange, newTrust, told } from "./support";

type Shape = typeof githubClaims;

/** Whether a token of this shape buys one, at a trust of the preset, and who its bearer is then. */
async function bought(preset: string, shape: Shape, settings: object, claims: object = {}): Promise<string> {
  const tenant = await newTenant({ atMs: AT_MS });
  const issuer = await newIssuer();
  const audience = `https://postern.example/of/${tenant.id}`;
  await newTrust(tenant, issuer, { preset, audience, create_identity: true, ...settings });
  const answer = await exchange(await issuer.sign(shape({ iss: issuer.url, aud: audience, ...claims }, AT_MS)));
  if (answer.status !== 200) return told(answer);
  return must(await call("GET /v1/auth/whoami", { token: answer.body.access_token }), 200).identity_id;
}
const REFUSED = "401 token_invalid";

const GITHUB = {
  claims: { repository_id: "74", repository_owner_id: "65", ref: ["refs/heads/main", "refs/tags/v*"] },
  identity_id: "sa:gh-{repository_id}",
};
it("a job of GitHub Actions is who its repository's id says, on the branches that the trust names", async () => {
  const github = (claims: object, settings: object = {}) =>
    bought("github", githubClaims, { ...GITHUB, ...settings }, claims);
  expect(await github({ repository_id: "75" })).toBe(REFUSED);
  expect(await github({ repository_owner_id: "66" })).toBe(REFUSED);
  expect(await github({ ref: "refs/heads/feature" })).toBe(REFUSED);
  expect(await github({ ref: "refs/tags/v1/evil" })).toBe(REFUSED);
  expect(await github({ event_name: "pull_request_target" })).toBe(REFUSED);
  const named = { claims: { ...GITHUB.claims, event_name: ["push", "pull_request_target"] } };
  expect(await github({ event_name: "pull_request_target" }, named)).toBe("sa:gh-74");
  expect(await github({ ref: "refs/tags/v1.2.3" })).toBe("sa:gh-74");
  expect(await github({})).toBe("sa:gh-74");
});

const GITLAB = {
  claims: { project_id: "20", namespace_id: "72", ref_protected: "true" },
  identity_id: "sa:gl-{project_id}",
};
it("a job of GitLab is who its project's id says, by an audience that is one text or one of a list", async () => {
  const gitlab = (claims: object) => bought("gitlab", gitlabClaims, GITLAB, claims);
  expect(await gitlab({ project_id: "21" })).toBe(REFUSED);
  expect(await gitlab({ ref_protected: "false" })).toBe(REFUSED);
  expect(await gitlab({})).toBe("sa:gl-20");
  expect(await gitlab({ project_id: 20 })).toBe("sa:gl-20");
});

it("a pod is who its service account says, for as long as it reads the same file", async () => {
  const claims = {
    "/kubernetes.io/namespace": "default",
    "/kubernetes.io/serviceaccount/name": "default",
  };
  const shown = kubernetesClaims() as {
    "kubernetes.io": { namespace: string; serviceaccount: { name: string; uid: string } };
  };
  const { namespace, serviceaccount } = shown["kubernetes.io"];
  claims["/kubernetes.io/namespace"] = namespace;
  claims["/kubernetes.io/serviceaccount/name"] = serviceaccount.name;
  const pod = (sent: object, settings: object = {}) =>
    bought("kubernetes", kubernetesClaims, { claims, identity_id: "sa:pod", ...settings }, sent);
  expect(await pod({ "kubernetes.io": { ...shown["kubernetes.io"], namespace: "other" } })).toBe(REFUSED);
  expect(await pod({ "kubernetes.io": undefined })).toBe(REFUSED);
  expect(await pod({})).toBe("sa:pod");
  const byUid = { "/kubernetes.io/namespace": namespace, "/kubernetes.io/serviceaccount/uid": serviceaccount.uid };
  expect(await pod({}, { claims: byUid })).toBe("sa:pod");
});

it("a person behind Access is who their address says, in small letters, and a service of Access is who its name says", async () => {
  const person = (claims: object) =>
    bought(
      "cloudflare_access",
      accessClaims,
      { claims: { email: "*@example.com" }, identity_id: "user:{email}" },
      claims,
    );
  expect(await person({ email: "anna@example.org" })).toBe(REFUSED);
  expect(await person({ email: "Anna@Example.com" })).toBe("user:anna@example.com");
  const name = String(accessServiceClaims().common_name);
  const service = await bought("cloudflare_access", accessServiceClaims, {
    ...{ claims: { common_name: name }, identity_id: "sa:robot" },
  });
  expect(service).toBe("sa:robot");
});
