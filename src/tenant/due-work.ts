import { purgeAudit } from "../audit/retention";
import { purgeDeadTokens } from "../tokens/purge";
import type { DueWork } from "./alarm";

/** Everything that an object does by itself. */
export const dueWork: readonly DueWork[] = [purgeAudit, purgeDeadTokens];
