/** How somebody comes to a trust of each kind, and what is done with it then. */

interface Guide {
  readonly title: string;
  readonly lead: string;
  /** What has to be found out, and the command that tells it. */
  readonly before: readonly (readonly [text: string, command: string | null])[];
}
interface Place {
  readonly postern: string;
  readonly audience: string;
  readonly trust: string;
}

/** What is shown, exchanged for a token: the end of a command, each of its lines indented by so much. */
const exchanged = (indent: number, trust: string, type: "jwt" | "id_token" = "jwt"): string => {
  const margin = " ".repeat(indent);
  return `\\
${margin}  -d trust=${trust} \\
${margin}  -d subject_token_type=urn:ietf:params:oauth:token-type:${type} \\
${margin}  -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange | jq -er .access_token)`;
};

export const trustGuides = {
  github: {
    title: "A job of GitHub Actions, without a stored token",
    lead: "GitHub signs, for each job, which job it is. A repository is named by its numbers: a name that was given up can be registered by somebody else, the numbers never come back.",
    before: [
      ["The numbers of the repository and of its owner:", "gh api repos/acme/shop --jq '[.id, .owner.id]'"],
      [
        "Besides them one of ref, environment or job_workflow_ref has to be there. Without it every branch could do what the main one may. ref begins with refs/heads/.",
        null,
      ],
    ],
  },
  gitlab: {
    title: "A job of GitLab CI, without a stored token",
    lead: "GitLab signs, for each job, which job it is. A project is named by its numbers: they never come back.",
    before: [
      [
        "The numbers of the project and of its namespace:",
        "curl -sS https://gitlab.com/api/v4/projects/acme%2Fshop | jq -c '[.id, .namespace.id]'",
      ],
      [
        "Add ref, and ref_protected: otherwise whoever pushes a branch is taken. A GitLab of your own is its own issuer; one that can't be reached from outside gives its keys here as text, from /oauth/discovery/keys.",
        null,
      ],
    ],
  },
  kubernetes: {
    title: "A pod, without a stored token",
    lead: "A cluster signs, for each of its pods, in which namespace and as which service account it runs.",
    before: [
      [
        "Who the cluster is; the issuer goes into the trust letter for letter:",
        "kubectl get --raw /.well-known/openid-configuration | jq -r '.issuer, .jwks_uri'",
      ],
      [
        "A private cluster can't be asked for its keys, so they are given here as text. Two clusters with the same issuer are told apart by their keys:",
        "kubectl get --raw /openid/v1/jwks",
      ],
      [
        "The service account, by its name or its uid. The uid also tells it from one of the same name that is made later:",
        "kubectl -n billing get serviceaccount app -o jsonpath={.metadata.uid}",
      ],
    ],
  },
  cloudflare_access: {
    title: "People behind Cloudflare Access",
    lead: "Access puts what it signed into each request that it lets through. A browser needs nothing else, this console included.",
    before: [
      [
        "In Cloudflare's dashboard, under Zero Trust, Access, Applications: a self-hosted application for a host name of its own. It shows its Application Audience (AUD) Tag.",
        null,
      ],
      ["The issuer is the team's domain, without a slash at its end:", "https://acme.cloudflareaccess.com"],
    ],
  },
  oidc: {
    title: "Any issuer that speaks OpenID Connect",
    lead: "A program signs a person in at the provider, gets an id_token, and exchanges it. Its audience is your client's id there.",
    before: [
      [
        "The issuer is what the id_token says as iss; its keys are found by discovery:",
        "curl -sS https://login.acme.example/.well-known/openid-configuration | jq -r .issuer",
      ],
      [
        "At least one claim has to tell one person from another. Demand email_verified besides email of a provider that always sends it.",
        null,
      ],
    ],
  },
} as const satisfies Readonly<Record<string, Guide>>;

export const trustUse = {
  title: "How it is used",
  text: "What is shown has to have this trust's audience. Each value is masked before anything can print it, and nothing secret stands on a command line.",
  label: "An example to take along",
  signInText: "People sign in to the console at this address. It can be a bookmark:",
  signInLabel: "Address of the sign-in",
  signIn: (postern: string, tenant: string, trust: string) =>
    `${postern}/console/sign-in?${new URLSearchParams({ tenant, trust })}`,
  accessText:
    "A request that Access lets through, by the application's host name, is signed in: nothing has to be done. Policies say what people may read and write.",
  examples: {
    github: ({ postern, audience, trust }: Place) => `permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    env:
      POSTERN: ${postern}
      AUDIENCE: ${audience}
    steps:
      - name: Deploy with a secret of Postern
        shell: bash
        run: |
          bearer() { printf 'header = "Authorization: Bearer %s"\\n' "$1"; }
          jwt=$(bearer "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" | curl -sSf -K - -G "$ACTIONS_ID_TOKEN_REQUEST_URL" \\
            --data-urlencode "audience=$AUDIENCE" | jq -er .value)
          echo "::add-mask::$jwt"
          token=$(printf %s "$jwt" | curl -sSf "$POSTERN/v1/auth/token" --data-urlencode subject_token@- ${exchanged(10, trust)}
          echo "::add-mask::$token"
          password=$(bearer "$token" | curl -sSf -K - "$POSTERN/v1/secrets/ci/db" | jq -er .data.password)
          echo "::add-mask::$password"`,
    gitlab: ({ postern, audience, trust }: Place) => `deploy:
  id_tokens:
    POSTERN_JWT:
      aud: ${audience}
  variables:
    POSTERN: ${postern}
  script:
    - |
      token=$(printf %s "$POSTERN_JWT" | curl -sSf "$POSTERN/v1/auth/token" --data-urlencode subject_token@- ${exchanged(6, trust)}
      password=$(printf 'header = "Authorization: Bearer %s"\\n' "$token" | curl -sSf -K - "$POSTERN/v1/secrets/ci/db" | jq -er .data.password)`,
    kubernetes: ({ postern, audience, trust }: Place) => `# In the pod's volumes:
- name: postern-token
  projected:
    sources:
      - serviceAccountToken: { path: token, audience: ${audience}, expirationSeconds: 3600 }
# In its container, with the volume at /var/run/postern:
token=$(curl -sSf ${postern}/v1/auth/token --data-urlencode subject_token@/var/run/postern/token ${exchanged(0, trust)}`,
    cloudflare_access: () => null,
    oidc: ({ postern, trust }: Place) =>
      `token=$(printf %s "$id_token" | curl -sSf ${postern}/v1/auth/token --data-urlencode subject_token@- ${exchanged(0, trust, "id_token")}`,
  },
};
