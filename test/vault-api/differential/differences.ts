import type { Json } from "./mask";

/** A difference that is meant, told to people in `docs/vault-differences.md`; a test keeps both equal. */
export interface Difference {
  /** Where it shows: `{case} > {call} > {field}`, `*` for any text. Each must be needed. */
  readonly on: readonly string[];
  /** What exactly is answered, where it is always the same. */
  readonly judge?: Json;
  readonly ours?: Json;
  /** The judge's list is ours but for this. */
  readonly without?: string;
  readonly what: string;
  readonly openbao: string;
  readonly postern: string;
  readonly why: string;
}

const STATUS = { judge: 200, ours: 400 } as const;

export const DIFFERENCES: readonly Difference[] = [
  {
    on: ["* > /body/mount_type"],
    what: "`mount_type` in answers",
    openbao: "not there",
    postern: "`kv`, `token`, `approle`, `system` or `cubbyhole`",
    why: "Vault has it since 1.15, and clients of Vault may read it.",
  },
  {
    on: [
      "kv metadata: * GET secret/data/a > /body/lease_duration",
      "kv config: * GET secret/data/a > /body/lease_duration",
    ],
    what: "`lease_duration` of a read",
    openbao: "always 0",
    postern: "seconds until the value ends or changes, if that is known",
    why: "Agents and templates read again in time, not every five minutes.",
  },
  {
    on: ["kv write: the last of two equal keys counts > 1 *", "kv write: the last of two equal keys counts > 2 *"],
    what: "an object that has the same key twice",
    openbao: "the last one counts",
    postern: "400",
    why: "What was meant is not known, and a value is kept exactly as it was sent.",
  },
  {
    on: ['kv write: POST secret/data/a {"data":null} *', 'kv write: POST secret/data/a {"data":[]} *'],
    ...STATUS,
    what: "`data` that is null or an empty list",
    openbao: "a version without a value",
    postern: "400",
    why: "A version has a value. An empty object is one.",
  },
  {
    on: ['kv write: POST secret/data/a as nobody "{" *'],
    judge: 400,
    ours: 403,
    what: "a body with a fault, from nobody",
    openbao: "400 tells the fault",
    postern: "403, as for every call without a token",
    why: "Who may not call is told nothing else.",
  },
  {
    on: [
      "kv patch: PATCH of what is not there *",
      "kv patch: PATCH of metadata without a version *",
      "kv metadata: metadata PATCH of what is not there *",
    ],
    what: "a PATCH of a secret that is not there",
    openbao: "404 without a body",
    postern: '404 `{"errors": []}`',
    why: "Every answer has one form. Clients go by the status.",
  },
  {
    on: ["kv list: GET secret/metadata/l/?list=x *", "kv list: GET secret/metadata/l/?list=true&scan=true *"],
    what: "`list=x`, and `list` with `scan`",
    openbao: '400 `{"errors": []}`',
    postern: "400 with a text that tells the reason",
    why: "An error without a text helps nobody.",
  },
  {
    on: ["kv config: * GET secret/config > /body/data/max_versions"],
    judge: 0,
    ours: 10,
    what: "`max_versions` of `secret/config` where nothing is set",
    openbao: "0, which means ten",
    postern: "10",
    why: "It is the tenant's setting, which always has a number.",
  },
  {
    on: ["kv config: config is refused to others, and by other methods > 7 *"],
    judge: 403,
    ours: 200,
    what: "reading `secret/config`",
    openbao: "needs a right on `secret/config`",
    postern: "open to who may list anything",
    why: "It tells limits, and nothing of any secret.",
  },
  {
    on: ["kv config: config is refused to others, and by other methods > 11 *"],
    judge: 404,
    ours: 200,
    what: "a slash too many behind an address that has no path",
    openbao: "404",
    postern: "as without it",
    why: "It says nothing else.",
  },
  {
    on: [
      "%20a",
      "a%20",
      "a/%20b/c",
      "a%25b",
      "%C3%A9",
      "a%3Fb",
      "a%23b",
      "a%5Cb",
      "a!b",
      "a;b",
      "a&b",
      "a%24b",
      "a'b",
      "a(b",
      "a%22b",
      "a%7Bb",
    ]
      .map((path) => `routes: POST secret/data/p/${path} *`)
      .concat([
        "routes: POST secret/data/p/a*b *",
        "routes: POST secret/data/p/xxx* *",
        "routes: POST secret/data/p/s/s/s* *",
      ]),
    ...STATUS,
    what: "paths",
    openbao: "nearly any letters, of any length",
    postern: "`A-Z a-z 0-9 . _ ~ @ + : = , -` and spaces inside, up to 32 segments and 512 bytes; else 400",
    why: "A path is read the same in addresses, policies, logs and exports.",
  },
  {
    on: ["a%00b", "a%0Ab", "a%7Fb"].map((path) => `routes: POST secret/data/p/${path} *`),
    what: "control characters in a path",
    openbao: "400 without a body",
    postern: "400 with a text",
    why: "Every answer has one form.",
  },
  {
    on: ["routes: POST secret/data/p/a%FFb *"],
    judge: 500,
    ours: 400,
    what: "where OpenBao answers 500",
    openbao: "500 for some faults of the caller",
    postern: "400 or 404",
    why: "500 means that something is wrong here, and clients try again.",
  },
  {
    on: ["routes: GET secret/data > *", "routes: GET secret/metadata > *", "routes: GET secret/subkeys > *"],
    what: "`secret/data` without a path",
    openbao: "404 with a warning",
    postern: '404 `{"errors": []}`',
    why: "There is nothing at this address.",
  },
  {
    on: [
      "routes: GET auth > *",
      "routes: GET auth/nothing > *",
      "routes: POST auth/nothing/login *",
      "routes: GET identity/x/y/z *",
      "tokens: GET auth/token > *",
      "tokens: GET auth/token/nothing > *",
    ],
    what: "addresses that are not there",
    openbao: "404 with one of several texts",
    postern: '404 `{"errors": []}` below `auth` and `sys`, else `no handler for route`',
    why: "Which ways to log in there could be is not told apart.",
  },
  {
    on: ["nomount/x", "secret/x", "auth/nothing/x"].flatMap((path) =>
      ["nobody", "stranger", "plain"].map((as) => `routes: GET ${path} as ${as} *`),
    ),
    judge: 403,
    ours: 404,
    what: "an address that is not there, without the right to look",
    openbao: "403",
    postern: "404",
    why: "Which addresses there are is written in the documentation: it is no secret.",
  },
  {
    on: ['routes: GET secret/data/a {"x-vault-namespace":"nope"} *'],
    judge: 404,
    ours: 403,
    what: "a namespace that is not the token's",
    openbao: "404",
    postern: "403",
    why: "Which others there are is not told.",
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
  {
    on: [
      "* POST auth/token/create > /body/auth/lease_duration",
      "tokens: a child with {} > 2 GET auth/token/lookup-self > /body/data/*",
      "tokens: a child without a body > 2 GET auth/token/lookup-self > /body/data/*",
    ],
    what: "the life of a child token for which none is asked",
    openbao: "32 days",
    postern: "what is left of its parent's",
    why: "A child ends with its parent, so it is told no other end.",
  },
  {
    on: ["tokens: a token without the right makes no child > 1 *"],
    judge: 403,
    ours: 200,
    what: "child tokens of a token without rights on `auth/token/create`",
    openbao: "403",
    postern: "it may make some: with its own rights or fewer",
    why: "A child can do nothing that its parent could not.",
  },
  {
    on: ['tokens: POST auth/token/create {"policies":{}} *'],
    ...STATUS,
    what: "an object in place of a list",
    openbao: "as an empty list",
    postern: "400",
    why: "A list of policies that was not understood is no grant of all.",
  },
  {
    on: ["tokens: DELETE auth/token/lookup-self > *"],
    judge: 403,
    ours: 405,
    what: "a method that an address has not",
    openbao: "403 where no policy names the method, else 405",
    postern: "405",
    why: "Which methods there are is written in the documentation.",
  },
  {
    on: ["tokens: revocation by accessor > 5 *"],
    judge: 200,
    ours: 204,
    what: "revoking by an accessor that is revoked already",
    openbao: "200 with a warning",
    postern: "204, as the first time",
    why: "What was asked for is so.",
  },
];
