import type { Module } from "../kernel/module";
import { bindPolicy, listBindings, unbindPolicy } from "./binding-operations";
import { listPolicyNames, readPolicyByName } from "./by-name";
import { policyCache } from "./cache";
import { createPolicy, deletePolicy, listPolicies, readPolicy, replacePolicy, updatePolicy } from "./operations";
import { testPolicy } from "./test-operation";

export const policiesModule: Module = {
  operations: [
    bindPolicy,
    listBindings,
    unbindPolicy,
    createPolicy,
    deletePolicy,
    listPolicies,
    readPolicy,
    replacePolicy,
    updatePolicy,
    testPolicy,
    listPolicyNames,
    readPolicyByName,
  ],
  hooks: { rightsChanged: (core) => policyCache(core).forget() },
};
