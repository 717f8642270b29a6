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
      'approle: a role with {"bind_secret_id":false} > 1 *',
    ],
    judge: 500,
    ours: 400,
    what: "a login without `role_id`, a network that is none, and a role that asks for no secret id",
    openbao: "500",
    postern: "400",
    why: "500 means that something is wrong here, and clients try again.",
  },
  {
    on: ['approle: a role with {"secret_id_bound_cidrs":"10.0.0.1"} > *'],
    what: "one address in `secret_id_bound_cidrs`",
    openbao: "500, though `token_bound_cidrs` takes it",
    postern: "the network of that address alone",
    why: "What it means is plain.",
  },
  {
    on: ["service", "default-service"].map((type) => `approle: a role with {"token_type":"${type}"} > 2 *token_type`),
    what: "`token_type` of a role that was written with one",
    openbao: "`service`",
    postern: "`default`, which means the same",
    why: "Every token is of this type.",
  },
  {
    on: [
      ...[
        '{"token_period":"1h"}',
        '{"token_explicit_max_ttl":"1h"}',
        '{"token_strictly_bind_ip":true}',
        '{"local_secret_ids":true}',
        '{"role_id":"an-id-of-my-own"}',
      ].map((body) => `approle: a role with ${body} > *`),
      ...["period", "local-secret-ids"].map((address) => `approle: a role's ${address} > *`),
      "approle: the id of a role is written > 2 *",
    ],
    what: "periods, `token_explicit_max_ttl`, `token_strictly_bind_ip`, `local_secret_ids` and a `role_id` of one's own",
    openbao: "are settings of a role",
    postern: "400, and 404 at addresses of their own",
    why: "A role id is made here, since it tells the tenant. The others are not supported.",
  },
  {
    on: ["approle: a role's bind-secret-id > *"],
    what: "`bind-secret-id` of a role at an address of its own",
    openbao: "404",
    postern: "is there",
    why: "Vault has it, and clients of Vault may use it.",
  },
  {
    on: [
      "approle: a role's bound-cidr-list > 4 *bound_cidr_list",
      "approle: a role's bound-cidr-list > 10 *secret_id_bound_cidrs",
    ],
    what: "`bound-cidr-list`, the older name of `secret-id-bound-cidrs`",
    openbao: "reads as null whatever is set, and can't be deleted",
    postern: "reads as what is set, and can be deleted",
    why: "Who reads null believes that there is no bound.",
  },
  {
    on: ["bound-cidr-list", "secret-id-bound-cidrs", "token-bound-cidrs"].map(
      (address) => `approle: a role's ${address} > 6 *`,
    ),
    judge: 204,
    ours: 400,
    what: "a write of networks that names none",
    openbao: "204, and nothing is changed",
    postern: "400, as of every other setting",
    why: "A write that says nothing is a mistake.",
  },
  {
    on: ["2", "9"].map((step) => `approle: a role's token-bound-cidrs > ${step} *`),
    what: "`token-bound-cidrs` of a role that has none",
    openbao: "null, and an empty list where the role is read whole",
    postern: "an empty list",
    why: "One thing is told one way.",
  },
  {
    on: ["approle: a role's * > 12 *errors"],
    what: "a setting that is written where there is no role",
    openbao: "404 `unsupported path`",
    postern: '404 `{"errors": []}`',
    why: "As everywhere where there is no role.",
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
