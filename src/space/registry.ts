import * as auditExport from "../audit/export";
import * as auditLogs from "../audit/logs";
import * as auditSummary from "../audit/summary";
import * as auditTrails from "../audit/trails";
import * as auditVerify from "../audit/verify";
import * as credentialCheck from "../broker/credentials/check";
import * as credentials from "../broker/credentials/operations";
import * as resolve from "../broker/credentials/resolve";
import * as events from "../broker/events";
import * as integrationCheck from "../broker/integrations/check";
import * as integrations from "../broker/integrations/operations";
import * as push from "../broker/integrations/push";
import * as directoryChange from "../directory/change";
import * as directory from "../directory/operations";
import * as recipes from "../generation/operations";
import * as identityChange from "../identities/change";
import * as identities from "../identities/operations";
import type { Operation } from "../kernel/operation";
import * as admin from "../keys/operations";
import * as policyBindings from "../policies/binding-operations";
import * as policies from "../policies/operations";
import * as policyTest from "../policies/test-operation";
import * as rotationDue from "../rotation/due";
import * as rotationHistory from "../rotation/history";
import * as rotationPolicies from "../rotation/operations";
import * as secretBatch from "../secrets/batch/operations";
import * as generation from "../secrets/generate";
import * as secretList from "../secrets/list";
import * as secretMetadata from "../secrets/metadata";
import * as partnerSecrets from "../secrets/partner/operations";
import * as secretPatch from "../secrets/patch";
import * as secretRead from "../secrets/read";
import * as secretRemove from "../secrets/remove";
import * as secretRestore from "../secrets/restore";
import * as rotationAttachments from "../secrets/rotation/attach";
import * as secretRotate from "../secrets/rotation/rotate";
import * as rotateByPolicy from "../secrets/rotation/rotate-by-policy";
import * as secretWrite from "../secrets/write";
import * as settings from "../settings/operations";
import * as introspection from "../tokens/introspect";
import * as tokens from "../tokens/operations";
import * as tokenRotation from "../tokens/rotate";
import * as webhookDeliveries from "../webhooks/delivery-operations";
import * as webhooks from "../webhooks/operations";

/** Every operation, by name. Nothing else reaches a table, D1 or a vault. */
export const operations = {
  "audit.export": auditExport.exportLog,
  "audit.identity_trail": auditTrails.identityTrail,
  "audit.logs": auditLogs.queryLogs,
  "audit.secret_trail": auditTrails.secretTrail,
  "audit.summary": auditSummary.summarize,
  "audit.verify": auditVerify.verifyLog,
  "auth.introspect": introspection.introspectToken,
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
  "identities.delete": identityChange.deleteIdentity,
  "identities.list": identities.listIdentities,
  "identities.read": identities.readIdentity,
  "identities.update": identityChange.updateIdentity,
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
  "keys.rotate_space": admin.rotateSpaceKey,
  "partner_secrets.delete": partnerSecrets.deletePartnerSecret,
  "partner_secrets.expiring": partnerSecrets.listExpiringPartnerSecrets,
  "partner_secrets.list": partnerSecrets.listPartnerSecrets,
  "partner_secrets.metadata": partnerSecrets.readPartnerSecretMetadata,
  "partner_secrets.patch": partnerSecrets.patchPartnerSecret,
  "partner_secrets.put": partnerSecrets.putPartnerSecret,
  "partner_secrets.read": partnerSecrets.readPartnerSecret,
  "partner_secrets.restore": partnerSecrets.restorePartnerSecret,
  "partner_secrets.rotate": partnerSecrets.rotatePartnerSecret,
  "partner_secrets.versions": partnerSecrets.listPartnerSecretVersions,
  "partners.create": directory.createPartner,
  "partners.list": directory.listPartners,
  "partners.read": directory.readPartner,
  "partners.update": directoryChange.updatePartner,
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
  "secret_policies.create": recipes.createRecipe,
  "secret_policies.delete": recipes.deleteRecipe,
  "secret_policies.generate": generation.generateSecret,
  "secret_policies.list": recipes.listRecipes,
  "secret_policies.preview": recipes.previewRecipe,
  "secret_policies.read": recipes.readRecipe,
  "secret_policies.update": recipes.updateRecipe,
  "rotation.due": rotationDue.listDue,
  "rotation.pending": rotationDue.listDue,
  "rotation_policies.attach": rotationAttachments.attachSecret,
  "rotation_policies.create": rotationPolicies.createRotationPolicy,
  "rotation_policies.delete": rotationPolicies.deleteRotationPolicy,
  "rotation_policies.detach": rotationAttachments.detachSecret,
  "rotation_policies.disable": rotationPolicies.disableRotationPolicy,
  "rotation_policies.enable": rotationPolicies.enableRotationPolicy,
  "rotation_policies.history": rotationHistory.listHistory,
  "rotation_policies.list": rotationPolicies.listRotationPolicies,
  "rotation_policies.read": rotationPolicies.readRotationPolicy,
  "rotation_policies.rotate": rotateByPolicy.rotateAttached,
  "rotation_policies.secrets": rotationAttachments.listAttached,
  "rotation_policies.update": rotationPolicies.updateRotationPolicy,
  "secrets.batch": secretBatch.readBatch,
  "secrets.batch_metadata": secretBatch.readMetadataBatch,
  "secrets.delete": secretRemove.deleteSecret,
  "secrets.expiring": secretList.listExpiring,
  "secrets.list": secretList.listSecrets,
  "secrets.metadata": secretMetadata.readMetadata,
  "secrets.patch": secretPatch.patchSecret,
  "secrets.put": secretWrite.putSecret,
  "secrets.read": secretRead.readSecret,
  "secrets.restore": secretRestore.restoreSecret,
  "secrets.rotate": secretRotate.rotateSecret,
  "secrets.versions": secretMetadata.listVersions,
  "settings.read": settings.readSettings,
  "settings.update": settings.updateSettings,
  "tenants.create": directory.createTenant,
  "tenants.list": directory.listTenants,
  "tenants.read": directory.readTenant,
  "tenants.update": directoryChange.updateTenant,
  "tokens.create": tokens.createToken,
  "tokens.list": tokens.listTokens,
  "tokens.read": tokens.readToken,
  "tokens.revoke": tokens.revokeToken,
  "tokens.rotate": tokenRotation.rotateToken,
  "webhooks.create": webhooks.createWebhook,
  "webhooks.delete": webhooks.deleteWebhook,
  "webhooks.deliveries": webhookDeliveries.listDeliveries,
  "webhooks.list": webhooks.listWebhooks,
  "webhooks.read": webhooks.readWebhook,
  "webhooks.retry": webhookDeliveries.retryDelivery,
  "webhooks.test": webhookDeliveries.testWebhook,
  "webhooks.update": webhooks.updateWebhook,
} satisfies Record<string, Operation<never, unknown>>;

// --- types that flow to the edge ---

type Operations = typeof operations;
export type OpName = keyof Operations & string;
export type OpInput<N extends OpName> = Parameters<Operations[N]["run"]>[1];
export type OpOutput<N extends OpName> = Awaited<ReturnType<Operations[N]["run"]>>;
