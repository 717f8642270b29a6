import type { Module } from "../kernel/module";
import { listDue, listPending } from "./due";
import { listHistory, purgeHistory } from "./history";
import { listAttached } from "./list-attached";
import {
  createRotationPolicy,
  deleteRotationPolicy,
  disableRotationPolicy,
  enableRotationPolicy,
  listRotationPolicies,
  readRotationPolicy,
  updateRotationPolicy,
} from "./operations";
import { countPoliciesOf, dropWebhookId } from "./queries";

export const rotationModule: Module = {
  operations: [
    listAttached,
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
  jobs: [purgeHistory],
  hooks: {
    webhookDeleted: dropWebhookId,
    usesOfGenerationPolicy: (ctx, id) => ({ rotation_policies: countPoliciesOf(ctx, id) }),
  },
};
