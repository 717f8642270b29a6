import type { Difference } from "./difference";

/** In answers of many routes. */
export const EVERYWHERE: readonly Difference[] = [
  {
    on: ["* > /body/mount_type"],
    what: "`mount_type` in answers",
    openbao: "not there",
    postern: "`kv`, `token`, `approle`, `jwt`, `kubernetes`, `system` or `cubbyhole`",
    why: "Vault has it since 1.15, and clients of Vault may read it.",
  },
  {
    on: ["* > /body/auth/policies", "* > /body/auth/token_policies", "* > /body/data/policies"],
    without: "default",
    what: "the policy `default`",
    openbao: "every token has it, unless it is left out",
    postern: "there is none",
    why: "What it grants, a token's own affairs, every token may do.",
  },
  {
    on: ["* > /body/auth/entity_id", "* > /body/data/entity_id"],
    judge: "",
    ours: "<entity_id>",
    what: "`entity_id` of a child token",
    openbao: "empty",
    postern: "the identity",
    why: "Every token is somebody's.",
  },
];
