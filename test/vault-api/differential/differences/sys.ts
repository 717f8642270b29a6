import type { Difference } from "./difference";

/** Of what the server says of itself. */
export const SYS: readonly Difference[] = [
  {
    on: ["sys: GET sys/seal-status *commit_date", "sys: GET sys/seal-status *storage_type"],
    what: "`commit_date` and `storage_type` of `sys/seal-status`",
    openbao: "a date; the kind of its storage",
    postern: "no date; `durable_object`",
    why: "They tell of the server, and no client goes by them.",
  },
  {
    on: ["sys: POST sys/health *"],
    what: "a method that `sys/health` has not",
    openbao: '405 `{"errors": []}`',
    postern: "405 with the text of every other address",
    why: "One text for one thing.",
  },
  {
    on: [
      "sys: GET sys/* > *description",
      "sys: GET sys/* > *running_plugin_version",
      "sys: GET sys/* > *seal_wrap",
      "sys: GET sys/* > *passthrough_request_headers",
    ],
    what: "what mounts tell of their plugins",
    openbao: "builds and switches of each plugin, and descriptions that somebody gave",
    postern: "the fields that clients read: type, options, path, accessor, id; the others stand still",
    why: "There are no plugins.",
  },
  {
    on: ["sys: GET sys/internal/ui/mounts as * > */identity/", "sys: GET sys/mounts > */identity/"],
    what: "the mount `identity/`",
    openbao: "is there",
    postern: "is not",
    why: "Identities are this house's own: `/v1/identity`.",
  },
  {
    on: [
      ...["reader", "plain"].flatMap((as) =>
        ["approle", "jwt", "kubernetes"].flatMap((method) => [
          `sys: GET sys/internal/ui/mounts as ${as} > *${method}/`,
          `sys: GET sys/internal/ui/mounts/auth/${method}/login as ${as} *`,
        ]),
      ),
      "sys: GET sys/internal/ui/mounts as plain > *secret/secret/",
    ],
    what: "mounts that a token may not use",
    openbao: "are left out of `sys/internal/ui/mounts`, and 403 by themselves",
    postern: "are listed; ways to log in are shown by themselves as well",
    why: "Every tenant has the same ones: which they are is no secret.",
  },
  {
    on: ["sys: GET sys/internal/ui/mounts as nobody *"],
    judge: 200,
    ours: 403,
    what: "`sys/internal/ui/mounts` without a token",
    openbao: "an empty answer",
    postern: "403",
    why: "Mounts are a tenant's, and without a token there is none.",
  },
  {
    on: ["sys: GET sys/mounts as plain *", "sys: GET sys/auth as plain *"],
    judge: 403,
    ours: 200,
    what: "`sys/mounts` and `sys/auth`",
    openbao: "need rights of their own",
    postern: "open to every live token",
    why: "Every tenant has the same ones.",
  },
  {
    on: ["sys: GET sys/policies/acl?list=true *keys", "sys: GET sys/policy > *"],
    judge: ["below-app", "default", "everything", "root"],
    ours: ["below-app", "everything"],
    what: "the policies `default` and `root`",
    openbao: "are in every list",
    postern: "are not there",
    why: "No token is above the rules, and what `default` grants every token may do.",
  },
  {
    on: [
      "sys: GET sys/pol* > *identity_templates",
      "sys: GET sys/pol* > *cas_required",
      "sys: GET sys/policies/acl/below-app *policy",
      "sys: GET sys/policy/below-app *rules",
    ],
    what: "the text of a policy",
    openbao: "as it was written, with switches for templates",
    postern: "rendered from the rules, read-only",
    why: "Policies are written at `/v1/policies`, with rules that this text can't say.",
  },
  {
    on: ["sys: POST sys/capabilities-self as *", "sys: capabilities of another token > 2 *"],
    what: "capabilities",
    openbao: "what the policies name, also where an address has no such verb",
    postern: "what can be done at the address",
    why: "`list` at `secret/data` or `sudo` lead nowhere.",
  },
  {
    on: ["nothing", "raw/x", "policies", "policies/rgp/x", "health/x", "storage/raft/configuration"]
      .map((path) => `sys: GET sys/${path} > *errors`)
      .concat(
        ["nothing", "policies"].flatMap((path) =>
          ["plain", "nobody", "stranger"].map((as) => `sys: GET sys/${path} as ${as} *`),
        ),
      ),
    what: "addresses below `sys` that are not there",
    openbao: "404 with a text, and 403 without the right to look",
    postern: '404 `{"errors": []}`, whoever asks',
    why: "Which addresses there are is written in the documentation.",
  },
];
