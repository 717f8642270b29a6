import type { Role } from "../../../approles/queries";
import { changeOf, RoleBody } from "../../../approles/schemas";
import type { RoleChange } from "../../../approles/write";
import { houseDuration, secondsOf } from "../../duration";
import { inputFault } from "../../fault";
import type { Fields } from "../../fields";

/** A role as Vault names its settings, to and from ours. Durations are whole seconds; 0 is no bound. */

export const ROLE_FIELDS = [
  "token_ttl",
  "token_max_ttl",
  "token_num_uses",
  "token_policies",
  "policies",
  "token_bound_cidrs",
  "secret_id_ttl",
  "secret_id_num_uses",
  "secret_id_bound_cidrs",
  "bound_cidr_list",
  "bind_secret_id",
  // Taken where they say what holds here anyway.
  "role_id",
  "token_type",
  "token_period",
  "period",
  "token_explicit_max_ttl",
  "token_no_default_policy",
  "token_strictly_bind_ip",
  "local_secret_ids",
];

/** What is not named stays. Throws AppError. */
export function roleChangeFrom(fields: Fields): RoleChange {
  refuseUnknownKinds(fields);
  const body = {
    token_ttl: lifeIn(fields, "token_ttl"),
    token_max_ttl: lifeIn(fields, "token_max_ttl"),
    token_policies: policiesIn(fields),
    token_num_uses: countIn(fields, "token_num_uses"),
    token_bound_cidrs: cidrsIn(fields, "token_bound_cidrs"),
    secret_id_ttl: lifeIn(fields, "secret_id_ttl"),
    secret_id_num_uses: countIn(fields, "secret_id_num_uses"),
    secret_id_bound_cidrs: cidrsIn(
      fields,
      fields.has("secret_id_bound_cidrs") ? "secret_id_bound_cidrs" : "bound_cidr_list",
    ),
    bind_secret_id: fields.boolean("bind_secret_id"),
  };
  const parsed = RoleBody.safeParse(body);
  if (parsed.success) return changeOf(parsed.data);
  throw inputFault(`the role can't have this ${String(parsed.error.issues[0]?.path[0] ?? "setting")}`);
}

function refuseUnknownKinds(fields: Fields): void {
  if (!["", "default", "service", "default-service"].includes(fields.text("token_type") ?? ""))
    throw inputFault("invalid 'token_type' value");
  const isPeriodic = ["token_period", "period", "token_explicit_max_ttl"].some(
    (name) => (fields.durationMs(name) ?? 0) > 0,
  );
  if (isPeriodic) throw inputFault("a token of a role has token_ttl and token_max_ttl, and no period");
  if (fields.boolean("token_strictly_bind_ip") || fields.boolean("local_secret_ids"))
    throw inputFault("token_strictly_bind_ip and local_secret_ids are not supported");
  if (fields.has("role_id")) throw inputFault("a role id is made by the server");
  // There is no policy `default` to give or to leave out: only the form of this flag is judged.
  fields.boolean("token_no_default_policy");
}

/** OpenBao warns of this kind, since every token of a role is a service token. */
export const kindWarning = (fields: Fields): readonly string[] =>
  fields.text("token_type") === "default-service"
    ? ["default-service has no useful meaning; adjusting to service"]
    : [];

export function lifeIn(fields: Fields, name: string): string | null | undefined {
  const ms = fields.durationMs(name);
  return ms === undefined ? undefined : houseDuration(ms);
}

export function countIn(fields: Fields, name: string): number | null | undefined {
  const count = fields.integer(name);
  if (count === undefined) return undefined;
  if (count < 0) throw inputFault(`${name} cannot be negative`);
  return count === 0 ? null : count;
}

export function cidrsIn(fields: Fields, name: string): readonly string[] | null | undefined {
  const list = fields.texts(name);
  return list?.length === 0 ? null : list;
}

/** The older name counts where the other is not there. */
function policiesIn(fields: Fields): readonly string[] | undefined {
  const names = fields.texts("token_policies") ?? fields.texts("policies");
  return names && [...new Set(names)].filter((name) => name !== "default");
}

export const presentRole = (role: Role) => ({
  bind_secret_id: role.bindSecretId,
  local_secret_ids: false,
  secret_id_bound_cidrs: role.secretIdBoundCidrs,
  secret_id_num_uses: role.secretIdUses ?? 0,
  secret_id_ttl: secondsOf(role.secretIdTtlMs),
  token_bound_cidrs: role.tokenBoundCidrs ?? [],
  token_explicit_max_ttl: 0,
  token_max_ttl: secondsOf(role.tokenMaxTtlMs),
  token_no_default_policy: true,
  token_num_uses: role.tokenUses ?? 0,
  token_period: 0,
  token_policies: role.tokenPolicies,
  token_strictly_bind_ip: false,
  token_ttl: secondsOf(role.tokenTtlMs),
  token_type: "default",
});
