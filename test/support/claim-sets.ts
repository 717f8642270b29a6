/**
 * What the tokens of known issuers say, in the shape that their documentation shows. Names, ids and times are made up; a test lays
 * its own claims over them. `iss` is that of the real issuer: an issuer of the tests signs them with `iss: issuer.url`.
 */
type Claims = { readonly [name: string]: unknown };

const AUDIENCE = "https://postern.example/tnt_bluefin";

/** Seconds, as every one of them writes its times. */
function times(nowMs: number, lifeSeconds: number) {
  const iat = Math.floor(nowMs / 1000);
  return { iat, nbf: iat, exp: iat + lifeSeconds };
}

/** GitHub Actions: a job of a branch, in an environment. Ids are texts of digits. */
export const githubClaims = (claims: Claims = {}, nowMs = Date.now()): Claims => ({
  jti: crypto.randomUUID(),
  sub: "repo:octo-org@65/octo-repo@74:environment:production",
  aud: AUDIENCE,
  ref: "refs/heads/main",
  sha: "5f3e0c1b5b1d4c6f8f0f2b1a9a7f2d3c4b5a6978",
  repository: "octo-org/octo-repo",
  repository_owner: "octo-org",
  repository_owner_id: "65",
  run_id: "9876543210",
  run_number: "10",
  run_attempt: "2",
  repository_visibility: "private",
  repository_id: "74",
  actor_id: "12",
  actor: "octocat",
  workflow: "deploy",
  head_ref: "",
  base_ref: "",
  event_name: "push",
  ref_protected: "true",
  ref_type: "branch",
  workflow_ref: "octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main",
  workflow_sha: "5f3e0c1b5b1d4c6f8f0f2b1a9a7f2d3c4b5a6978",
  job_workflow_ref: "octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main",
  job_workflow_sha: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
  runner_environment: "github-hosted",
  environment: "production",
  environment_node_id: "EN_kwDOAAAASg",
  iss: "https://token.actions.githubusercontent.com",
  ...times(nowMs, 300),
  ...claims,
});

/** GitLab CI, an `id_tokens` entry of a job. Ids are texts of digits, that of the runner is a number. */
export const gitlabClaims = (claims: Claims = {}, nowMs = Date.now()): Claims => ({
  namespace_id: "72",
  namespace_path: "my-group",
  project_id: "20",
  project_path: "my-group/my-project",
  user_id: "1",
  user_login: "sample-user",
  user_email: "sample-user@example.com",
  user_access_level: "developer",
  user_identities: [
    { provider: "github", extern_uid: "2435223452345" },
    { provider: "bitbucket", extern_uid: "john.smith" },
  ],
  pipeline_id: "574",
  pipeline_source: "push",
  job_id: "302",
  ref: "main",
  ref_type: "branch",
  ref_path: "refs/heads/main",
  ref_protected: "true",
  groups_direct: ["my-group/my-subgroup", "my-other-group"],
  environment: "production",
  environment_protected: "true",
  deployment_tier: "production",
  environment_action: "start",
  runner_id: 1,
  runner_environment: "self-hosted",
  sha: "714a629c0b401fdce83e847fc9589983fc6f46bc",
  project_visibility: "private",
  ci_config_ref_uri: "gitlab.com/my-group/my-project//.gitlab-ci.yml@refs/heads/main",
  ci_config_sha: "714a629c0b401fdce83e847fc9589983fc6f46bc",
  jti: crypto.randomUUID(),
  iss: "https://gitlab.com",
  ...times(nowMs, 3600),
  nbf: Math.floor(nowMs / 1000) - 5,
  sub: "project_path:my-group/my-project:ref_type:branch:ref:main",
  aud: AUDIENCE,
  ...claims,
});

/** Kubernetes, a projected service account token of a pod: `aud` is a list, and a name has dots. The pod reads it for an hour. */
export const kubernetesClaims = (claims: Claims = {}, nowMs = Date.now()): Claims => ({
  aud: [AUDIENCE],
  ...times(nowMs, 3607),
  iss: "https://kubernetes.default.svc.cluster.local",
  jti: crypto.randomUUID(),
  "kubernetes.io": {
    namespace: "payments",
    node: { name: "worker-1", uid: "646e7c5e-32d6-4d42-9dbd-e504e6cbe6b1" },
    pod: { name: "billing-7d4b9c6f5-x2x9p", uid: "5e0bd49b-f040-43b0-99b7-22765a53f7f3" },
    serviceaccount: { name: "billing", uid: "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798" },
    warnafter: Math.floor(nowMs / 1000) + 3607,
  },
  sub: "system:serviceaccount:payments:billing",
  ...claims,
});

/** Cloudflare Access, the application token of a person: `aud` is a list with the application's tag. */
export const accessClaims = (claims: Claims = {}, nowMs = Date.now()): Claims => ({
  aud: ["32eafc7626e737602d496f1e0a6f2b6b1d9c3a5f4e8d7c6b5a493827160f5e4d"],
  email: "Ann.Smith@example.com",
  ...times(nowMs, 86_400),
  iss: "https://bluefin.cloudflareaccess.com",
  type: "app",
  identity_nonce: "6ei69kawdKzMIAPF",
  sub: "7335d417-61da-459d-899c-0a01c76a2f94",
  country: "SE",
  policy_id: "a0b1c2d3-e4f5-4607-8899-aabbccddeeff",
  ...claims,
});

/** Cloudflare Access, the application token of a service token: `sub` is empty, and there is no address. */
export const accessServiceClaims = (claims: Claims = {}, nowMs = Date.now()): Claims => {
  const { iat, exp } = times(nowMs, 86_400);
  return {
    type: "app",
    aud: ["32eafc7626e737602d496f1e0a6f2b6b1d9c3a5f4e8d7c6b5a493827160f5e4d"],
    exp,
    iss: "https://bluefin.cloudflareaccess.com",
    common_name: "e367826f93b8d71185e03fe518aff3b4.access",
    iat,
    sub: "",
    ...claims,
  };
};
