import type { Module } from "../kernel/module";
import { readBatch, readMetadataBatch } from "./batch/operations";
import { dropSpareKeys, dropUnreadableValues, purgeDeletedSecrets, rewrapDataKeys } from "./cleanup";
import { reviewDefaults, reviewNotices } from "./default-notices";
import { emitExpiries } from "./expiry-notices";
import { generateSecret } from "./generate/operation";
import { readKvConfig } from "./kv/config";
import { listKv, scanKv } from "./kv/list";
import { deleteKvMetadata, readKvMetadata, writeKvMetadata } from "./kv/metadata";
import { readKv, readKvSubkeys } from "./kv/read";
import { deleteKvVersions, destroyKvVersions, undeleteKvVersions } from "./kv/versions";
import { patchKv, writeKv } from "./kv/write";
import { listExpiring, listSecrets } from "./list";
import { listVersions, readMetadata } from "./metadata";
import {
  deletePartnerSecret,
  listExpiringPartnerSecrets,
  listPartnerSecrets,
  listPartnerSecretVersions,
  patchPartnerSecret,
  putPartnerSecret,
  readPartnerSecret,
  readPartnerSecretMetadata,
  restorePartnerSecret,
  rotatePartnerSecret,
} from "./partner/operations";
import { patchSecret } from "./patch";
import { readSecret } from "./read";
import { countSecretsOf, detachSecrets } from "./references";
import { deleteSecret } from "./remove";
import { restoreSecret } from "./restore";
import { attachSecret, detachSecret } from "./rotation/attach";
import { runRotations } from "./rotation/job";
import { rotateSecret } from "./rotation/rotate";
import { rotateAttached } from "./rotation/rotate-by-policy";
import { sealedSpaceKeys } from "./sealed";
import { putSecret } from "./write";

export const secretsModule: Module = {
  operations: [
    readBatch,
    readMetadataBatch,
    generateSecret,
    listExpiring,
    listSecrets,
    readMetadata,
    listVersions,
    deletePartnerSecret,
    listExpiringPartnerSecrets,
    listPartnerSecrets,
    readPartnerSecretMetadata,
    patchPartnerSecret,
    putPartnerSecret,
    readPartnerSecret,
    restorePartnerSecret,
    rotatePartnerSecret,
    listPartnerSecretVersions,
    patchSecret,
    readSecret,
    deleteSecret,
    restoreSecret,
    attachSecret,
    detachSecret,
    rotateSecret,
    rotateAttached,
    putSecret,
    readKv,
    readKvSubkeys,
    writeKv,
    patchKv,
    deleteKvVersions,
    undeleteKvVersions,
    destroyKvVersions,
    readKvMetadata,
    writeKvMetadata,
    deleteKvMetadata,
    listKv,
    readKvConfig,
    scanKv,
  ],
  jobs: [
    purgeDeletedSecrets,
    dropUnreadableValues,
    rewrapDataKeys,
    dropSpareKeys,
    reviewDefaults,
    emitExpiries,
    runRotations,
  ],
  sealed: [sealedSpaceKeys],
  hooks: {
    settingsChanged(ctx, changed) {
      if (changed.includes("notify_before")) reviewNotices(ctx);
    },
    rotationPolicyDeleted: detachSecrets,
    usesOfGenerationPolicy: (ctx, id) => ({ secrets: countSecretsOf(ctx, id) }),
  },
};
