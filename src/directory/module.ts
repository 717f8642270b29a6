import type { Module } from "../kernel/module";
import { updatePartner, updateTenant } from "./change";
import { createPartner, createTenant, listPartners, listTenants, readPartner, readTenant } from "./operations";

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
};
