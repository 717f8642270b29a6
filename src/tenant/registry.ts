import * as admin from "../admin/operations";
import * as credentialCheck from "../broker/credentials/check";
import * as credentials from "../broker/credentials/operations";
import * as resolve from "../broker/credentials/resolve";
import * as events from "../broker/events";
import * as integrationCheck from "../broker/integrations/check";
import * as integrations from "../broker/integrations/operations";
import * as push from "../broker/integrations/push";
import * as directory from "../directory/operations";
import * as identities from "../identities/operations";
import * as policyBindings from "../policies/binding-operations";
import * as policies from "../policies/operations";
import * as policyTest from "../policies/test-operation";
import * as tokens from "../tokens/operations";
import type { Operation } from "./operation";

/** Every operation, by name. Nothing else reaches a table, D1 or a vault. */
export const operations = {
  "auth.whoami": identities.whoami,
  "credentials.create": credentials.createCredential,
  "credentials.delete": credentials.deleteCredential,
  "credentials.events": events.credentialEvents,
  "credentials.list": credentials.listCredentials,
  "credentials.match": resolve.matchCredential,
  "credentials.read": credentials.readCredential,
  "credentials.resolve": resolve.resolveCredential,
  "credentials.test": credentialCheck.testCredential,
  "credentials.update": credentials.updateCredential,
  "identities.create": identities.createIdentity,
  "integrations.create": integrations.createIntegration,
  "integrations.delete": integrations.deleteIntegration,
  "integrations.events": events.integrationEvents,
  "integrations.list": integrations.listIntegrations,
  "integrations.push": push.pushSecret,
  "integrations.read": integrations.readIntegration,
  "integrations.rename": integrations.renameIntegration,
  "integrations.rotate": integrations.rotateIntegration,
  "integrations.test": integrationCheck.testIntegration,
  "keys.read": admin.readKeys,
  "keys.rewrap": admin.rewrapKeys,
  "partners.create": directory.createPartner,
  "policies.bind": policyBindings.bindPolicy,
  "policies.bindings": policyBindings.listBindings,
  "policies.create": policies.createPolicy,
  "policies.delete": policies.deletePolicy,
  "policies.list": policies.listPolicies,
  "policies.read": policies.readPolicy,
  "policies.replace": policies.replacePolicy,
  "policies.test": policyTest.testPolicy,
  "policies.unbind": policyBindings.unbindPolicy,
  "policies.update": policies.updatePolicy,
  "tenants.create": directory.createTenant,
  "tokens.create": tokens.createToken,
  "tokens.revoke": tokens.revokeToken,
} satisfies Record<string, Operation<never, unknown>>;
