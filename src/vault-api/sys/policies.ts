import { AppError, type Failure } from "../../errors";
import { generatePassword, listPasswordPolicies, readPasswordPolicy } from "../../generation/by-name";
import { listPolicyNames, type NamedRules, readPolicyByName } from "../../policies/by-name";
import { nothingHere } from "../fault";
import { keysAnswer } from "../keys";
import { type VaultRoute, vaultRoute } from "../route";
import { timeText } from "../time";
import { passwordPolicyText, policyText } from "./hcl";

/** Policies of access and of passwords: read here, changed by the API of the house. */

const SYSTEM = { mountType: "system" } as const;
const nothing = () => ({});
const named = ({ params }: { readonly params: Readonly<Record<string, string>> }) => ({ name: params.name ?? "" });

function noPolicy({ code }: Failure): undefined {
  if (code === "policy_not_found") throw nothingHere();
}
const about = ({ name, updatedAtMs, revision }: NamedRules) => ({
  modified: timeText(updatedAtMs),
  name,
  version: revision,
});

const acl = [
  vaultRoute({
    ...SYSTEM,
    verbs: ["list"],
    path: "sys/policies/acl",
    operation: listPolicyNames,
    input: nothing,
    respond: (names) => keysAnswer(names),
  }),
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path: "sys/policies/acl/{name}",
    operation: readPolicyByName,
    input: named,
    respond: (policy) => ({ data: JSON.stringify({ ...about(policy), policy: policyText(policy.rules) }) }),
    failed: noPolicy,
  }),
  // The names that older clients have for the same.
  vaultRoute({
    ...SYSTEM,
    verbs: ["read", "list"],
    path: "sys/policy",
    operation: listPolicyNames,
    input: nothing,
    respond: (keys) => ({ data: JSON.stringify({ keys, policies: keys }), isFlat: true }),
  }),
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path: "sys/policy/{name}",
    operation: readPolicyByName,
    input: named,
    respond: (policy) => ({
      data: JSON.stringify({ ...about(policy), rules: policyText(policy.rules) }),
      isFlat: true,
    }),
    failed: noPolicy,
  }),
];

function noPasswordPolicy({ code }: Failure): undefined {
  if (code === "secret_policy_not_found")
    throw new AppError({ code: "not_found", message: "1 error occurred:\n\t* policy does not exist\n\n" });
}

const passwords = [
  vaultRoute({
    ...SYSTEM,
    verbs: ["list"],
    path: "sys/policies/password",
    operation: listPasswordPolicies,
    input: nothing,
    respond: (names) => keysAnswer(names),
  }),
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path: "sys/policies/password/{name}",
    operation: readPasswordPolicy,
    input: named,
    respond: (policy) => ({ data: JSON.stringify({ policy: passwordPolicyText(policy.fields) }) }),
    failed: noPasswordPolicy,
  }),
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path: "sys/policies/password/{name}/generate",
    operation: generatePassword,
    input: named,
    respond: (password) => ({ data: JSON.stringify({ password }) }),
    failed: noPasswordPolicy,
  }),
];

export const sysPolicyRoutes: readonly VaultRoute[] = [...acl, ...passwords];
