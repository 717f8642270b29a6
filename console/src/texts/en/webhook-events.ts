/** What a webhook can hear of, in groups: the wildcard of each, and its events. */
export const eventGroups = [
  {
    title: "Secrets",
    wildcard: "secret.*",
    events: {
      "secret.created": "a secret was created",
      "secret.updated": "a secret got a new version",
      "secret.deleted": "a secret or a version was deleted",
      "secret.restored": "a deleted secret was restored",
      "secret.rotated": "a secret was rotated",
      "secret.expiring": "a secret expires soon",
      "secret.expired": "a secret has expired",
      "secret.accessed": "a value was read; only by its own name",
    },
  },
  {
    title: "Rotation",
    wildcard: "rotation.*",
    events: {
      "rotation.due": "a rotation is due",
      "rotation.overdue": "a rotation is overdue",
      "rotation.completed": "a rotation was completed",
      "rotation.failed": "a rotation failed",
    },
  },
  {
    title: "Policies",
    wildcard: "policy.*",
    events: {
      "policy.created": "an access policy was created",
      "policy.updated": "an access policy was changed",
      "policy.deleted": "an access policy was deleted",
      "policy.binding.created": "a policy was bound to somebody",
      "policy.binding.deleted": "a binding was removed",
      "policy.violation": "somebody was refused by the policies",
    },
  },
  {
    title: "Credentials",
    wildcard: "credential.*",
    events: {
      "credential.domains_changed": "a credential may be used on other hosts",
      "credential.authenticated": "a run signed in",
      "credential.authentication_failed": "a run did not sign in",
    },
  },
  {
    title: "Wrapped answers",
    wildcard: "wrapping.*",
    events: {
      "wrapping.unwrap_refused": "a wrapping token was shown a second time",
    },
  },
] as const;
