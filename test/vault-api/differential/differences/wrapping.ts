import type { Difference } from "./difference";

/** Of wrapping and cubbyholes. */
export const WRAPPING: readonly Difference[] = [
  {
    on: ["wrapping: a deleted version is wrapped as it is told > *"],
    what: "an answer that tells a failure, such as a deleted version",
    openbao: "is wrapped where it has an envelope",
    postern: "is not wrapped",
    why: "Who asks learns at once that there is nothing to hand on.",
  },
  {
    on: ["wrapping: an unwrapped answer may be wrapped anew > 3 *"],
    what: "`X-Vault-Wrap-TTL` on an unwrap",
    openbao: "wraps what was unwrapped anew",
    postern: "is ignored",
    why: "`sys/wrapping/rewrap` does that, and nothing is lost under way.",
  },
  {
    on: ["wrapping: a wrapped login > 5 *lease_duration", "wrapping: a wrapped secret id > 6 *lease_duration"],
    judge: 2_764_800,
    ours: 7_776_000,
    what: "the life of a login's token where its role sets none",
    openbao: "32 days",
    postern: "the tenant's `token_default_ttl`, at first 90 days",
    why: "It is the tenant's setting for every token.",
  },
  {
    on: ["wrapping: GET sys/wrapping/nothing > *errors"],
    what: "an address below `sys/wrapping` that is not there",
    openbao: "404 `unsupported path`",
    postern: '404 `{"errors": []}`',
    why: "As every other address that is not there.",
  },
  {
    on: ['wrapping: GET sys/wrapping/wrap {"x-vault-wrap-ttl":"60"} *'],
    judge: 403,
    ours: 405,
    what: "reading `sys/wrapping/wrap`",
    openbao: "403",
    postern: "405",
    why: "Which methods there are is written in the documentation.",
  },
  {
    on: ["1", "3", "5"].map((step) => `cubbyhole: a cubbyhole takes fields and nothing else > ${step} *`),
    judge: 500,
    ours: 400,
    what: "a write without a field to a cubbyhole",
    openbao: "500",
    postern: "400",
    why: "The fault is the caller's.",
  },
];
