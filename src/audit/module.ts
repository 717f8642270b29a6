import type { Module } from "../kernel/module";
import { exportLog } from "./export";
import { queryLogs } from "./logs";
import { purgeAudit } from "./retention";
import { signedMarks } from "./sealed";
import { summarize } from "./summary";
import { identityTrail, secretTrail } from "./trails";
import { verifyLog } from "./verify";

export const auditModule: Module = {
  operations: [exportLog, queryLogs, summarize, identityTrail, secretTrail, verifyLog],
  jobs: [purgeAudit],
  sealed: [signedMarks],
};
