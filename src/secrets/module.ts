import type { Module } from "../kernel/module";
import { readBatch, readMetadataBatch } from "./batch/operations";
import { generateSecret } from "./generate";
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
import { deleteSecret } from "./remove";
import { restoreSecret } from "./restore";
import { attachSecret, detachSecret, listAttached } from "./rotation/attach";
import { rotateSecret } from "./rotation/rotate";
import { rotateAttached } from "./rotation/rotate-by-policy";
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
    listAttached,
    rotateSecret,
    rotateAttached,
    putSecret,
  ],
};
