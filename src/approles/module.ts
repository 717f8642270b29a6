import type { Module } from "../kernel/module";
import { loginByApprole } from "./login";
import { deleteRole, dropRoleOf, listRoles, readRole } from "./operations";
import { purgeSecretIds } from "./purge";
import { createSecretId, destroySecretId, listSecretIds, readSecretId } from "./secret-ids";
import { putRole, updateRole } from "./write";

export const approlesModule: Module = {
  operations: [
    listRoles,
    readRole,
    putRole,
    updateRole,
    deleteRole,
    createSecretId,
    listSecretIds,
    readSecretId,
    destroySecretId,
    loginByApprole,
  ],
  jobs: [purgeSecretIds],
  hooks: { identityDeleted: dropRoleOf },
};
