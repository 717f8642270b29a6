import type { Module } from "../kernel/module";
import { audienceFollowups } from "./audience-followups";
import { purgeUsedTokens, releaseAudiences } from "./jobs";
import { listTrusts, readTrust } from "./operations";
import { createTrust, deleteTrust, updateTrust } from "./write";

export const trustsModule: Module = {
  operations: [listTrusts, readTrust, createTrust, updateTrust, deleteTrust],
  jobs: [purgeUsedTokens, releaseAudiences],
  followups: audienceFollowups,
};
