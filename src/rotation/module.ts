import type { Module } from "../kernel/module";
import { listDue, listPending } from "./due";
import { listHistory } from "./history";
import {
  createRotationPolicy,
  deleteRotationPolicy,
  disableRotationPolicy,
  enableRotationPolicy,
  listRotationPolicies,
  readRotationPolicy,
  updateRotationPolicy,
} from "./operations";

export const rotationModule: Module = {
  operations: [
    listDue,
    listPending,
    listHistory,
    createRotationPolicy,
    deleteRotationPolicy,
    disableRotationPolicy,
    enableRotationPolicy,
    listRotationPolicies,
    readRotationPolicy,
    updateRotationPolicy,
  ],
};
