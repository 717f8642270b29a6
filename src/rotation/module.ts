import type { Module } from "../kernel/module";
import { detachDropped, droppedPolicies } from "./drop";
import { listDue, listPending } from "./due";
import { purgeHistory } from "./history";
import { listAttached } from "./list-attached";
import { listHistory } from "./list-history";
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
import { settlePolicies } from "./settle";

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
  jobs: [settlePolicies, detachDropped, purgeHistory],
  undone: (core) => droppedPolicies(core).forget(),
  hooks: {
    webhookDeleted: dropWebhookId,
    usesOfGenerationPolicy: (ctx, id) => ({ rotation_policies: countPoliciesOf(ctx, id) }),
  },
};
