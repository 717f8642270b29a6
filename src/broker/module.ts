import type { Module } from "../kernel/module";
import { testCredential } from "./credentials/check";
import {
  createCredential,
  deleteCredential,
  listCredentials,
  readCredential,
  updateCredential,
} from "./credentials/operations";
import { matchCredential, resolveCredential } from "./credentials/resolve";
import { credentialEvents, integrationEvents } from "./events/operations";
import { brokerFollowups } from "./followups";
import { testIntegration } from "./integrations/check";
import {
  createIntegration,
  deleteIntegration,
  listIntegrations,
  readIntegration,
  renameIntegration,
  rotateIntegration,
} from "./integrations/operations";
import { pushSecret } from "./integrations/push";
import { rewrapSecretIds } from "./integrations/rewrap";
import { acquireLogin, releaseLogin } from "./vault/lockout-internal";

export const brokerModule: Module = {
  operations: [
    testCredential,
    createCredential,
    deleteCredential,
    listCredentials,
    readCredential,
    updateCredential,
    matchCredential,
    resolveCredential,
    credentialEvents,
    integrationEvents,
    testIntegration,
    createIntegration,
    deleteIntegration,
    listIntegrations,
    readIntegration,
    renameIntegration,
    rotateIntegration,
    pushSecret,
  ],
  internal: [acquireLogin, releaseLogin, rewrapSecretIds],
  followups: brokerFollowups,
};
