/** What of somebody's sign-in decides which scopes count, as `whoami` tells it. */
export interface Holder {
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly identity_type: string;
}

/**
 * Does a scope count for whoever asks, as the API has it? `admin` holds every other but sign-ins by an agent; it and `identity:admin`
 * count for administrators alone, and for the operator. Pure.
 */
export function isEffective(who: Holder, scope: string): boolean {
  const isAdministrator = who.identity_type === "system" || who.roles.length > 0;
  const counts = (one: string): boolean =>
    who.scopes.includes(one) && (isAdministrator || (one !== "admin" && one !== "identity:admin"));
  return counts(scope) || (scope !== "credentials:authenticate" && counts("admin"));
}
