import type { Module } from "../kernel/module";
import { deleteIdentity, updateIdentity } from "./change";
import { createIdentity, listIdentities, readIdentity, whoami } from "./operations";

export const identitiesModule: Module = {
  operations: [deleteIdentity, updateIdentity, whoami, createIdentity, listIdentities, readIdentity],
};
