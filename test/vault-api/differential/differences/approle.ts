import type { Difference } from "./difference";

/** Of roles and their logins. */
export const APPROLE: readonly Difference[] = [
  {
    on: ["approle: * GET auth/approle/role/r > /body/data/policies"],
    what: "`policies` of a role",
    openbao: "shown where a role was written by this older name",
    postern: "not shown",
    why: "`token_policies` says the same.",
  },
  {
    on: ["approle: * GET auth/approle/role/r > /body/data/token_no_default_policy"],
    judge: false,
    ours: true,
    what: "`token_no_default_policy` of a role",
    openbao: "false unless it is set",
    postern: "true",
    why: "There is no policy `default`.",
  },
  {
    on: [
      "approle: what is no secret id opens nothing > 7 *",
      "approle: a login without a body *",
      'approle: a secret id with {"cidr_list":["x"]} *',
    ],
    judge: 500,
    ours: 400,
    what: "a login without `role_id`, and a network that is none",
    openbao: "500",
    postern: "400",
    why: "500 means that something is wrong here, and clients try again.",
  },
  {
    on: ["approle: secret ids are looked up > 7 *"],
    what: "an accessor that is not known",
    openbao: "is repeated in the answer",
    postern: "is not",
    why: "Text of callers is not repeated.",
  },
  {
    on: ["auth/approle/role/r/nothing", "auth/approle/nothing", "auth/approle"].map(
      (path) => `approle: GET ${path} > *errors`,
    ),
    what: "addresses below `auth/approle` that are not there",
    openbao: "404 `unsupported path`",
    postern: '404 `{"errors": []}`',
    why: "As every other address that is not there.",
  },
];
