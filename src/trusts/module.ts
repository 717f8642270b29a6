import type { Module } from "../kernel/module";
import { audienceFollowups } from "./audience-followups";
import { exchangeToken } from "./exchange/exchange";
import { explainTrust } from "./exchange/explain";
import { purgeUsedTokens, releaseAudiences } from "./jobs";
import { listTrusts, readTrust } from "./operations";
import { beginSignIn } from "./sign-in/begin";
import { completeSignIn } from "./sign-in/complete";
import { createTrust, deleteTrust, updateTrust } from "./write";

export const trustsModule: Module = {
  operations: [
    listTrusts,
    readTrust,
    createTrust,
    updateTrust,
    deleteTrust,
    exchangeToken,
    explainTrust,
    beginSignIn,
    completeSignIn,
  ],
  jobs: [purgeUsedTokens, releaseAudiences],
  followups: audienceFollowups,
};
