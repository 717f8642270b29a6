import { purgeAudit } from "../audit/retention";
import type { DueWork } from "../kernel/job";
import { purgeHistory } from "../rotation/history";
import { tellExpiries } from "../secrets/expiry-notices";
import { runRotations } from "../secrets/rotation/scheduler";
import { dropLapsedVersions, dropSpareKeys, purgeDeletedSecrets, rewrapDataKeys } from "../secrets/upkeep";
import { purgeDeadTokens } from "../tokens/purge";
import { sendDeliveries } from "../webhooks/courier";
import {
  forgetPreviousSecrets,
  giveUpDeliveries,
  purgeDeliveries,
  removeDropped,
  settleSecrets,
} from "../webhooks/upkeep";
import { settleChanges } from "./changes";

/** Everything that an object does by itself. */
export const dueWork: readonly DueWork[] = [
  settleChanges,
  purgeAudit,
  purgeDeadTokens,
  purgeDeletedSecrets,
  dropLapsedVersions,
  rewrapDataKeys,
  dropSpareKeys,
  tellExpiries,
  runRotations,
  purgeHistory,
  purgeDeliveries,
  removeDropped,
  giveUpDeliveries,
  forgetPreviousSecrets,
  settleSecrets,
  // Last: it sends what the others had to tell.
  sendDeliveries,
];
