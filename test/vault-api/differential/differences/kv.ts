import { type Difference, REFUSED_HERE } from "./difference";

/** Of secrets, their versions and metadata. */
export const KV: readonly Difference[] = [
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
    ...REFUSED_HERE,
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
];
