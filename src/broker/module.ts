import type { Module } from "../kernel/module";
import { beginAuthentication } from "./authentications/begin";
import { describeLogin } from "./authentications/describe";
import { claimTimeStep, endAuthentication, noteAuthentication } from "./authentications/end";
import { endOverdueRuns, purgeRuns } from "./authentications/jobs";
import { leaseCode, leaseCredential } from "./authentications/lease";
import { cancelAuthentication, listAuthentications, readAuthentication } from "./authentications/operations";
import { stopRunsOn } from "./authentications/stop";
import { testBrowser } from "./browsers/check";
import { browserFollowups } from "./browsers/followups";
import {
  createBrowser,
  deleteBrowser,
  listBrowsers,
  readBrowser,
  renameBrowser,
  rotateBrowser,
} from "./browsers/operations";
import { rewrapApiKeys } from "./browsers/rewrap";
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
    beginAuthentication,
    leaseCredential,
    leaseCode,
    describeLogin,
    readAuthentication,
    listAuthentications,
    cancelAuthentication,
    createBrowser,
    deleteBrowser,
    listBrowsers,
    readBrowser,
    renameBrowser,
    rotateBrowser,
    testBrowser,
  ],
  internal: [
    acquireLogin,
    releaseLogin,
    rewrapSecretIds,
    rewrapApiKeys,
    endAuthentication,
    noteAuthentication,
    claimTimeStep,
  ],
  jobs: [endOverdueRuns, purgeRuns],
  followups: [...brokerFollowups, ...browserFollowups([stopRunsOn])],
};
