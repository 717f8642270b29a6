import type { Module } from "../kernel/module";
import { appendEntry } from "./answers";
import { updatePartner, updateTenant } from "./change";
import { directoryFollowups } from "./followups";
import { createPartner, createTenant, listPartners, listTenants, readPartner, readTenant } from "./operations";
import { changeSpace, concludeSpaceChange } from "./restating";

export const directoryModule: Module = {
  operations: [
    updatePartner,
    updateTenant,
    createPartner,
    listPartners,
    readPartner,
    createTenant,
    listTenants,
    readTenant,
  ],
  internal: [changeSpace, concludeSpaceChange, appendEntry],
  followups: directoryFollowups,
};
