/** What a token may allow (conventions: scopes). */
export const SCOPES = [
  "secrets:read",
  "secrets:write",
  "secrets:delete",
  "secrets:list",
  "secrets:rotate",
  "policies:read",
  "policies:write",
  "audit:read",
  "audit:export",
  "identity:read",
  "identity:admin",
  "integrations:read",
  "integrations:write",
  "integrations:push",
  "credentials:read",
  "credentials:write",
  "credentials:use",
  "credentials:authenticate",
  "admin",
] as const;
export type Scope = (typeof SCOPES)[number];
export const isScope = (word: string): word is Scope => SCOPES.some((scope) => scope === word);

export const ROLES = ["tenant_admin", "partner_admin"] as const;
export type Role = (typeof ROLES)[number];

export type IdentityType = "user" | "service_account" | "group" | "system";

/** Who is calling, as its home knows it. */
export interface Actor {
  readonly identityId: string;
  readonly identityType: IdentityType;
  readonly displayName: string | null;
  /** Space whose token was presented; null for the operator. */
  readonly homeId: string | null;
  readonly partnerId: string | null;
  readonly tokenId: string | null;
  /** As given to the token; what counts is told by `holds`. */
  readonly scopes: readonly Scope[];
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  /** Those of `groups` that the token alone puts them in; absent: none. */
  readonly tokenGroups?: readonly string[];
  readonly mfaVerifiedAtMs: number | null;
  readonly tokenExpiresAtMs: number | null;
  /** The trust by whose word they are here; null: none. Their rows in the log name it. */
  readonly trustId: string | null;
  /** Of the policies that the identity holds, those that count for this token; null: all. */
  readonly policyIds: readonly string[] | null;
}

export const OPERATOR: Actor = {
  identityId: "system:operator",
  identityType: "system",
  displayName: null,
  homeId: null,
  partnerId: null,
  tokenId: null,
  scopes: ["identity:read", "identity:admin"],
  roles: [],
  groups: [],
  mfaVerifiedAtMs: null,
  tokenExpiresAtMs: null,
  trustId: null,
  policyIds: null,
};

export const isOperator = (actor: Pick<Actor, "homeId" | "identityId">): boolean =>
  actor.homeId === null && actor.identityId === OPERATOR.identityId;

/** What of an actor decides which scopes count. */
type Holder = Pick<Actor, "homeId" | "identityId" | "scopes" | "roles">;

/** `admin` and `identity:admin` count only while the identity is an administrator at home; the operator needs no role. */
const isEffective = (actor: Holder, scope: Scope): boolean =>
  actor.scopes.includes(scope) &&
  ((scope !== "admin" && scope !== "identity:admin") || isOperator(actor) || actor.roles.length > 0);

/** Signing in uses what a credential opens: who wants that says so, also an administrator. */
const NOT_OF_ADMIN: readonly Scope[] = ["credentials:authenticate"];

/** Does the actor hold the scope now? `admin` holds every one that it can. */
export const hasScope = (actor: Holder, scope: Scope): boolean =>
  isEffective(actor, scope) || (isEffective(actor, "admin") && !NOT_OF_ADMIN.includes(scope));

const TYPES = { user: "user", sa: "service_account", group: "group" } as const;
export const identityTypeOf = (id: string): "user" | "service_account" | "group" => {
  const prefix = id.slice(0, id.indexOf(":"));
  return prefix === "sa" || prefix === "group" ? TYPES[prefix] : "user";
};
