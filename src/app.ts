import { approleEndpoints } from "./approles/routes";
import { auditEndpoints } from "./audit/routes";
import { authenticationEndpoints } from "./broker/authentications/routes";
import { browserEndpoints } from "./broker/browsers/routes";
import { credentialEndpoints } from "./broker/credentials/routes";
import { integrationEndpoints } from "./broker/integrations/routes";
import { KnownSpaces } from "./client/known-spaces";
import { TenantsByAudience } from "./client/tenants-by-audience";
import { mountConsole } from "./console/routes";
import { directoryEndpoints } from "./directory/routes";
import { findSpace } from "./directory/spaces";
import { serveDocument } from "./docs/document/routes";
import { mountDocs, mountHome } from "./docs/routes";
import { TAGS, type Tag } from "./docs/tags";
import { generationPolicyEndpoints } from "./generation/routes";
import type { Dialect } from "./http/app-env";
import { BROKER_DIALECT, SECRETS_DIALECT } from "./http/dialects";
import type { Endpoint } from "./http/endpoint";
import { createApp, mount, mountBelow } from "./http/mount";
import { identityEndpoints } from "./identities/routes";
import { adminEndpoints } from "./keys/routes";
import { mountMcp } from "./mcp/routes";
import { policyEndpoints } from "./policies/routes";
import { rotationEndpoints, rotationPolicyEndpoints } from "./rotation/routes";
import { generateEndpoints } from "./secrets/generate/routes";
import { choosePartnerSecretEndpoint, partnerListEndpoint, partnerSecretEndpoints } from "./secrets/partner/routes";
import { policyRotationEndpoints } from "./secrets/rotation/routes";
import { chooseSecretEndpoint, listEndpoint, secretEndpoints } from "./secrets/routes";
import { settingsEndpoints } from "./settings/routes";
import { mountSystem } from "./system/routes";
import { tokenEndpoints } from "./tokens/routes";
import { findTenantOfAudience } from "./trusts/audiences";
import { exchangeEndpoints } from "./trusts/exchange/routes";
import { trustEndpoints } from "./trusts/routes";
import { mountVaultApi } from "./vault-api/routes";
import { VERSION } from "./version";
import { documentWebhooks } from "./webhooks/payloads/schemas";
import { webhookEndpoints } from "./webhooks/routes";

/** The map: every route of the API, and the document about them. */
export const app = createApp({
  knownSpaces: new KnownSpaces(findSpace),
  tenantsByAudience: new TenantsByAudience(findTenantOfAudience),
});

const BROKER = { base: "/api/v1", dialect: BROKER_DIALECT } as const;
/** Each route of the secrets store also answers below the id of the space to act in. */
const SECRETS = { base: "/v1", dialect: SECRETS_DIALECT, aliases: ["/v1/t/:named_space"] } as const;

/** Endpoints under one tag of the document. `choose`: their paths hold slashes, all below `root`. */
interface Section {
  readonly at: { readonly base: string; readonly dialect: Dialect; readonly aliases?: readonly string[] };
  readonly tag: Tag;
  readonly endpoints: readonly Endpoint[];
  readonly below?: { readonly root: string; readonly choose: Parameters<typeof mountBelow>[3] };
}
const sections: readonly Section[] = [
  { at: BROKER, tag: "Vault integrations", endpoints: integrationEndpoints },
  { at: BROKER, tag: "Credentials", endpoints: credentialEndpoints },
  { at: BROKER, tag: "Authentications", endpoints: authenticationEndpoints },
  { at: BROKER, tag: "Browsers", endpoints: browserEndpoints },
  { at: SECRETS, tag: "Partners and tenants", endpoints: directoryEndpoints },
  { at: SECRETS, tag: "Identities", endpoints: identityEndpoints },
  { at: SECRETS, tag: "Tokens", endpoints: tokenEndpoints },
  { at: SECRETS, tag: "Roles that log in", endpoints: approleEndpoints },
  { at: SECRETS, tag: "Trusts", endpoints: [...trustEndpoints, ...exchangeEndpoints] },
  { at: SECRETS, tag: "Settings", endpoints: settingsEndpoints },
  { at: SECRETS, tag: "Secrets", endpoints: [listEndpoint] },
  {
    at: SECRETS,
    tag: "Secrets",
    endpoints: secretEndpoints,
    below: { root: "/secrets", choose: chooseSecretEndpoint },
  },
  { at: SECRETS, tag: "Partner secrets", endpoints: [partnerListEndpoint] },
  {
    at: SECRETS,
    tag: "Partner secrets",
    endpoints: partnerSecretEndpoints,
    below: { root: "/partner/secrets", choose: choosePartnerSecretEndpoint },
  },
  { at: SECRETS, tag: "Access policies", endpoints: policyEndpoints },
  {
    at: SECRETS,
    tag: "Rotation",
    endpoints: [...rotationPolicyEndpoints, ...policyRotationEndpoints, ...rotationEndpoints],
  },
  { at: SECRETS, tag: "Generation policies", endpoints: [...generationPolicyEndpoints, ...generateEndpoints] },
  { at: SECRETS, tag: "Webhooks", endpoints: webhookEndpoints },
  { at: SECRETS, tag: "Audit", endpoints: auditEndpoints },
  { at: SECRETS, tag: "Keys", endpoints: adminEndpoints },
];

/** Every endpoint that reaches an operation. */
export const endpoints: readonly Endpoint[] = sections.flatMap((section) => section.endpoints);

mountSystem(app);
mountHome(app);
mountConsole(app);
mountDocs(app);
mountMcp(app);
mountVaultApi(app);
for (const { at, tag, endpoints: own, below } of sections)
  if (below) mountBelow(app, { ...at, tag, root: below.root }, own, below.choose);
  else mount(app, { ...at, tag }, own);

app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
const ABOUT = {
  openapi: "3.1.0",
  servers: [{ url: "/", description: "The deployment that serves this document." }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  info: {
    title: "Postern",
    version: VERSION,
    description:
      "A small gate at the edge: a broker that lets automation log in with credentials from your own vault, and a secrets store for those who have none. What each error code and reason word means: [errors](/docs/errors.md).",
    license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  },
};
serveDocument(app, ABOUT, () => documentWebhooks(app));
