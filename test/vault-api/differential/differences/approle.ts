import type { Difference } from "./difference";

/** Of roles and their logins. */
export const APPROLE: readonly Difference[] = [
  {
    on: ["approle: * GET auth/approle/role/r > /body/data/policies"],
    what: "`policies` of a role",
    openbao: "shown where a role was written by this older name",
    postern: "always shown",
    why: "It says the same as `token_policies`.",
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
    on: ["approle: * GET auth/token/lookup-self > /body/data/explicit_max_ttl"],
    what: "`explicit_max_ttl` of a login's token",
    openbao: "0; the end that a role sets is kept beside",
    postern: "the role's `token_max_ttl`",
    why: "The token has that end, and says so.",
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
    on: ["approle: what is no secret id opens nothing > 6 *"],
    what: "a login without `secret_id`",
    openbao: "a text of its own",
    postern: "`invalid role or secret ID`, as for every other",
    why: "One text for all that does not open.",
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
