import type { Scope } from "../kernel/actor";
import type { Capability } from "./capability";
import { addressBook } from "./match";

/** What may be done at the addresses whose rights depend on no secret's path: by everybody, or by who has a scope. Pure. */

interface Right {
  readonly path: string;
  readonly capabilities: readonly Capability[];
  /** Null: every live token may. */
  readonly scope: Scope | null;
}

const UPDATE = ["update"] as const;
const READ = ["read"] as const;
const CHANGE = ["create", "update"] as const;
const WHOLE = ["create", "delete", "read", "update"] as const;
const ASKED = ["read", "update"] as const;
const ENDED = ["delete", "update"] as const;

const at = (path: string, capabilities: readonly Capability[], scope: Scope | null = null): Right => ({
  path,
  capabilities,
  scope,
});
const ofAdmins = (path: string, capabilities: readonly Capability[]): Right => at(path, capabilities, "identity:admin");

const TOKENS: readonly Right[] = [
  at("auth/token/create", CHANGE),
  at("auth/token/lookup", READ),
  at("auth/token/lookup-self", READ),
  at("auth/token/renew-self", UPDATE),
  at("auth/token/revoke-self", UPDATE),
  ofAdmins("auth/token/create-orphan", CHANGE),
  ofAdmins("auth/token/accessors", ["list"]),
  ...["lookup", "lookup-accessor", "renew", "renew-accessor", "revoke", "revoke-accessor"].map((verb) =>
    ofAdmins(`auth/token/${verb}`, UPDATE),
  ),
];

const ROLE = "auth/approle/role/{name}";
const SETTINGS = [
  ...["policies", "bind-secret-id", "bound-cidr-list", "secret-id-bound-cidrs", "secret-id-num-uses", "secret-id-ttl"],
  ...["token-bound-cidrs", "token-max-ttl", "token-num-uses", "token-ttl"],
];
const LOGINS: readonly Right[] = [
  ...["approle", "jwt", "kubernetes"].map((method) => at(`auth/${method}/login`, UPDATE)),
  ofAdmins("auth/approle/role", ["list"]),
  ofAdmins(ROLE, WHOLE),
  ofAdmins(`${ROLE}/role-id`, READ),
  ofAdmins(`${ROLE}/secret-id`, [...CHANGE, "list"]),
  ofAdmins(`${ROLE}/custom-secret-id`, CHANGE),
  ...["secret-id", "secret-id-accessor"].flatMap((by) => [
    ofAdmins(`${ROLE}/${by}/lookup`, UPDATE),
    ofAdmins(`${ROLE}/${by}/destroy`, ENDED),
  ]),
  ...SETTINGS.map((setting) => ofAdmins(`${ROLE}/${setting}`, WHOLE)),
];

const SYSTEM: readonly Right[] = [
  ...["health", "seal-status", "leader", "init", "mounts", "mounts/{name}", "auth", "auth/{name}"].map((what) =>
    at(`sys/${what}`, READ),
  ),
  at("sys/internal/ui/mounts", READ),
  at("sys/internal/ui/mounts/{path}", READ),
  at("sys/capabilities-self", UPDATE),
  ofAdmins("sys/capabilities", UPDATE),
  ofAdmins("sys/capabilities-accessor", UPDATE),
  at("sys/policies/acl", ["list"], "policies:read"),
  at("sys/policies/acl/{name}", READ, "policies:read"),
  at("sys/policy", ["list", "read"], "policies:read"),
  at("sys/policy/{name}", READ, "policies:read"),
  at("sys/policies/password", ["list"], "secrets:list"),
  at("sys/policies/password/{name}", READ, "secrets:list"),
  at("sys/policies/password/{name}/generate", READ, "secrets:list"),
  at("sys/wrapping/wrap", UPDATE),
  at("sys/wrapping/lookup", ASKED),
  at("sys/wrapping/unwrap", ASKED),
  at("sys/wrapping/rewrap", UPDATE),
];

const SECRETS: readonly Right[] = [
  at("secret/config", READ, "secrets:list"),
  at("secret/config", CHANGE, "admin"),
  at("cubbyhole/{path}", [...WHOLE, "list"]),
];

const rightsAt = addressBook([...TOKENS, ...LOGINS, ...SYSTEM, ...SECRETS]);

/** In any order, also twice. None: nothing at all, or there is no such address. */
export const capabilitiesByScope = (address: string, has: (scope: Scope) => boolean): readonly Capability[] =>
  rightsAt(address).flatMap(({ route: { capabilities, scope } }) => (scope === null || has(scope) ? capabilities : []));
