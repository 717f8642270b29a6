import { type Difference, REFUSED_HERE } from "./difference";

/** Of tokens. */
export const TOKENS: readonly Difference[] = [
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
    ...REFUSED_HERE,
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
