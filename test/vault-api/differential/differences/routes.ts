import { type Difference, REFUSED_HERE } from "./difference";

/** Of addresses: paths, and what is not there. */
export const ROUTES: readonly Difference[] = [
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
    ...REFUSED_HERE,
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
    on: [
      ...["sys/internal/ui/resultant-acl", "sys/mounts/secret/tune", "sys/plugins/catalog", "sys/audit"].map(
        (path) => `routes: GET ${path} *`,
      ),
      ...["sys/version-history?list=true", "sys/key-status"].map((path) => `routes: GET ${path} *`),
      ...["sys/leases/lookup", "sys/tools/hash", "auth/token/create/role", "auth/token/tidy"].map(
        (path) => `routes: POST ${path} *`,
      ),
    ],
    what: "leases, tools, plugins, audit devices, seals, tuning of mounts and roles of tokens",
    openbao: "have addresses",
    postern: '404 `{"errors": []}`',
    why: "There are none here: what there is stands in [vault-clients.md](vault-clients.md).",
  },
];
