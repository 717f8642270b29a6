import { auditEndpoints } from "./audit/routes";
import { credentialEndpoints } from "./broker/credentials/routes";
import { integrationEndpoints } from "./broker/integrations/routes";
import { directoryEndpoints } from "./directory/routes";
import { findSpace } from "./directory/spaces";
import { mountDocs, mountHome, serveDocument } from "./docs/routes";
import { recipeEndpoints } from "./generation/routes";
import { BROKER_DIALECT, SECRETS_DIALECT } from "./http/dialects";
import { KnownSpaces } from "./http/known-spaces";
import { createApp, mount, mountBelow } from "./http/mount";
import { identityEndpoints } from "./identities/routes";
import { adminEndpoints } from "./keys/routes";
import { policyEndpoints } from "./policies/routes";
import { rotationEndpoints, rotationPolicyEndpoints } from "./rotation/routes";
import { generateEndpoints } from "./secrets/generate/routes";
import { choosePartnerSecretEndpoint, partnerListEndpoint, partnerSecretEndpoints } from "./secrets/partner/routes";
import { policyRotationEndpoints } from "./secrets/rotation/routes";
import { chooseSecretEndpoint, listEndpoint, secretEndpoints } from "./secrets/routes";
import { settingsEndpoints } from "./settings/routes";
import { mountSystem } from "./system/routes";
import { tokenEndpoints } from "./tokens/routes";
import { VERSION } from "./version";
import { webhookEndpoints } from "./webhooks/routes";

/** The map: every route of the API, and the document about them. */
export const app = createApp(new KnownSpaces(findSpace));

const BROKER = { base: "/api/v1", dialect: BROKER_DIALECT } as const;
/** Each route of the secrets store also answers below the id of the space to act in. */
const SECRETS = { base: "/v1", dialect: SECRETS_DIALECT, aliases: ["/v1/t/:named_space"] } as const;

mountSystem(app);
mountHome(app);
mountDocs(app);
mount(app, { ...BROKER, tag: "Vault integrations" }, integrationEndpoints);
mount(app, { ...BROKER, tag: "Credentials" }, credentialEndpoints);
mount(app, { ...SECRETS, tag: "Partners and tenants" }, directoryEndpoints);
mount(app, { ...SECRETS, tag: "Identities" }, identityEndpoints);
mount(app, { ...SECRETS, tag: "Tokens" }, tokenEndpoints);
mount(app, { ...SECRETS, tag: "Settings" }, settingsEndpoints);
mount(app, { ...SECRETS, tag: "Secrets" }, [listEndpoint]);
mountBelow(app, { ...SECRETS, root: "/secrets", tag: "Secrets" }, secretEndpoints, chooseSecretEndpoint);
mount(app, { ...SECRETS, tag: "Partner secrets" }, [partnerListEndpoint]);
mountBelow(
  app,
  { ...SECRETS, root: "/partner/secrets", tag: "Partner secrets" },
  partnerSecretEndpoints,
  choosePartnerSecretEndpoint,
);
mount(app, { ...SECRETS, tag: "Access policies" }, policyEndpoints);
mount(app, { ...SECRETS, tag: "Rotation" }, [
  ...rotationPolicyEndpoints,
  ...policyRotationEndpoints,
  ...rotationEndpoints,
]);
mount(app, { ...SECRETS, tag: "Generation policies" }, [...recipeEndpoints, ...generateEndpoints]);
mount(app, { ...SECRETS, tag: "Webhooks" }, webhookEndpoints);
mount(app, { ...SECRETS, tag: "Audit" }, auditEndpoints);
mount(app, { ...SECRETS, tag: "Keys" }, adminEndpoints);

app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
serveDocument(app, {
  openapi: "3.1.0",
  info: {
    title: "Postern",
    version: VERSION,
    description:
      "A small gate at the edge: a broker that lets automation log in with credentials from your own vault, and a secrets store for those who have none. What each error code and reason word means: [errors](/docs/errors.md).",
    license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  },
});
