/** Operations that leave no row, whatever comes of them. */
export const WITHOUT_ROW = [
  "auth.introspect",
  "auth.whoami",
  "authentications.begin",
  "policies.test",
  "tokens.lookup_self",
  "trusts.begin_sign_in",
  "vault_api.capabilities_self",
  "vault_api.mount",
  "wrapping.lookup",
];
