/** The sections of the document, in its order, with what each is about. */
export const TAGS = {
  System: "Is it alive, is it ready, what runs. Open to everybody.",
  "Vault integrations": "A customer's vaults, and the tenant's own store as one of them.",
  Credentials: "Pointers into a vault: where a login lies, and on which hosts it may be used.",
  Authentications: "Signing in on a page of a remote browser, without the value leaving Postern.",
  Browsers: "Remote browsers that sign-ins run in.",
  "Partners and tenants": "The directory: partners own tenants.",
  Identities: "People and services of a space, their roles and groups.",
  Tokens: "Bearer tokens: making, renewing, rotating, revoking.",
  "Roles that log in": "Machines log in by a role id and a secret id.",
  Trusts: "Tokens of other issuers, exchanged for tokens of Postern.",
  Settings: "What a space does where nothing else is said.",
  Secrets: "The store: values with versions, by path. A path may have several segments.",
  "Partner secrets": "What a partner shares with its tenants; they read it.",
  "Access policies": "Who may do what on which paths.",
  Rotation: "Which values are replaced, when and how; what was done.",
  "Generation policies": "How values are made.",
  Webhooks: "Events, told to a server of yours.",
  Audit: "The log of all that was done, and the proof that it is whole.",
  Keys: "Root keys and the keys of spaces. The operator's.",
} as const;
export type Tag = keyof typeof TAGS;
