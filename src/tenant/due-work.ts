import { purgeAudit } from "../audit/retention";
import { dropLapsedVersions, purgeDeletedSecrets, rewrapDataKeys } from "../secrets/upkeep";
import { purgeDeadTokens } from "../tokens/purge";
import type { DueWork } from "./alarm";

/** Everything that an object does by itself. */
export const dueWork: readonly DueWork[] = [
  purgeAudit,
  purgeDeadTokens,
  purgeDeletedSecrets,
  dropLapsedVersions,
  rewrapDataKeys,
];
