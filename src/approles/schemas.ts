import { z } from "@hono/zod-openapi";
import { formatDuration, formatNullableTimestamp, formatTimestamp } from "../formats";
import { addFault, word } from "../http/faults";
import { duration, matching, name, Timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { SCOPES } from "../kernel/actor";
import { parseIpRanges } from "../policies/conditions";
import { isMetadataTooLong, MAX_METADATA_KEYS } from "../tokens/metadata";
import { presentToken, scopeList, tokenShape, useCount } from "../tokens/schemas";
import type { LoginToken } from "./login";
import type { Role, SecretId } from "./queries";
import { ROLE_NAME } from "./rules";
import type { RoleChange } from "./write";

const MAX_POLICIES = 100;
const MAX_METADATA_VALUE = 512;
const MAX_SECRET_ID = 256;

const cidrs = z
  .array(z.string())
  .superRefine((list, ctx) => {
    const ranges = parseIpRanges(list);
    if (!ranges.ok) for (const { path, reason } of ranges.faults) addFault(ctx, reason, [...path]);
  })
  .openapi({ description: "Up to 50 addresses or CIDR ranges; null: any address.", example: ["192.0.2.0/24"] });

/** Null and absent differ in a change: null takes the bound away. */
const settings = {
  scopes: scopeList.optional().openapi({ description: "Of the tokens that a login gives." }),
  token_ttl: duration().nullish(),
  token_max_ttl: duration().nullish(),
  token_policies: z
    .array(name(128))
    .max(MAX_POLICIES)
    .refine((list) => new Set(list).size === list.length, word("duplicate"))
    .optional()
    .openapi({ description: "Just these are bound to the role's identity.", uniqueItems: true }),
  token_num_uses: useCount.nullish(),
  token_bound_cidrs: cidrs.nullish(),
  secret_id_ttl: duration().nullish(),
  secret_id_num_uses: useCount.nullish().openapi({ description: "Logins that a secret id opens; null: any number." }),
  secret_id_bound_cidrs: cidrs.nullish(),
  bind_secret_id: z
    .boolean()
    .optional()
    .openapi({ description: "A login needs a secret id; false only with `secret_id_bound_cidrs`." }),
};
export const RoleBody = z.strictObject(settings).openapi("AppRoleSettings");
export const RolePatch = z
  .strictObject(settings)
  .superRefine(atLeastOneKey)
  .openapi("AppRolePatch", { minProperties: 1 });

export const roleParams = z.object({ name: matching(ROLE_NAME, "format").openapi({ example: "ci" }) });
export const secretIdParams = roleParams.extend({ accessor: z.string() });
export const RoleQuery = z.strictObject(pageQuery);

const text = z.string().refine((value) => value.isWellFormed(), word("surrogate"));
export const SecretIdBody = z
  .strictObject({
    secret_id: text.min(1).max(MAX_SECRET_ID).optional().openapi({ description: "Absent: a random one." }),
    num_uses: useCount.optional().openapi({ description: "Logins that it opens." }),
    ttl: duration().optional(),
    cidr_list: cidrs.optional(),
    metadata: z
      .record(text.min(1).max(128), text.max(MAX_METADATA_VALUE))
      .refine((given) => Object.keys(given).length <= MAX_METADATA_KEYS, word("too_many"))
      .refine((given) => !isMetadataTooLong(given), word("too_long"))
      .optional()
      .openapi({ description: "Shown with each token that a login by it gives." }),
  })
  .openapi("CreateSecretId");

export const LoginBody = z
  .strictObject({ role_id: z.string().max(256), secret_id: text.max(MAX_SECRET_ID).optional() })
  .openapi("AppRoleLogin");

const nullableText = z.string().nullable();
const nullableCount = z.int().nullable();
const list = z.array(z.string());
export const AppRole = z
  .strictObject({
    name: z.string(),
    role_id: z.string().openapi({ description: "Names the tenant too, so a login needs no other." }),
    identity_id: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    token_ttl: nullableText,
    token_max_ttl: nullableText,
    token_policies: list,
    token_num_uses: nullableCount,
    token_bound_cidrs: list.nullable(),
    secret_id_ttl: nullableText,
    secret_id_num_uses: nullableCount,
    secret_id_bound_cidrs: list.nullable(),
    bind_secret_id: z.boolean(),
    stopped_until: Timestamp.nullable().openapi({
      description: "Logins were refused too often: none is let in until then.",
    }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("AppRole");
export const AppRoleList = listAnswer("approles", AppRole).openapi("AppRoleList");

const secretIdShape = {
  accessor: z.string(),
  num_uses: nullableCount.openapi({ description: "Logins that it still opens; null: any number." }),
  cidr_list: list.nullable(),
  metadata: z.record(z.string(), z.string()),
  created_by: z.string(),
  created_at: Timestamp,
  updated_at: Timestamp,
  expires_at: Timestamp.nullable(),
};
export const SecretIdRecord = z.strictObject(secretIdShape).openapi("SecretId");
export const SecretIdList = listAnswer("secret_ids", SecretIdRecord).openapi("SecretIdList");
export const MadeSecretId = z
  .strictObject({
    ...secretIdShape,
    secret_id: z.string().openapi({ description: "Shown in this answer and never again." }),
  })
  .openapi("MadeSecretId");
export const LoginAnswer = z
  .strictObject({
    ...tokenShape,
    policies: list,
    token: z.string().openapi({ description: "Shown in this answer and never again." }),
  })
  .openapi("LoginToken");

const msOf = (given: { readonly ms: number } | null | undefined) => (given === null ? null : given?.ms);
/** What a body says, in the operations' words. */
export const changeOf = (body: z.output<typeof RoleBody>): RoleChange => ({
  scopes: body.scopes,
  tokenTtlMs: msOf(body.token_ttl),
  tokenMaxTtlMs: msOf(body.token_max_ttl),
  tokenPolicies: body.token_policies,
  tokenUses: body.token_num_uses,
  tokenBoundCidrs: body.token_bound_cidrs,
  secretIdTtlMs: msOf(body.secret_id_ttl),
  secretIdUses: body.secret_id_num_uses,
  secretIdBoundCidrs: body.secret_id_bound_cidrs,
  bindSecretId: body.bind_secret_id,
});

const lengthOf = (ms: number | null) => (ms === null ? null : formatDuration(ms));
export const presentRole = (role: Role) => ({
  name: role.name,
  role_id: role.roleId,
  identity_id: role.identityId,
  scopes: role.scopes,
  token_ttl: lengthOf(role.tokenTtlMs),
  token_max_ttl: lengthOf(role.tokenMaxTtlMs),
  token_policies: role.tokenPolicies,
  token_num_uses: role.tokenUses,
  token_bound_cidrs: role.tokenBoundCidrs,
  secret_id_ttl: lengthOf(role.secretIdTtlMs),
  secret_id_num_uses: role.secretIdUses,
  secret_id_bound_cidrs: role.secretIdBoundCidrs,
  bind_secret_id: role.bindSecretId,
  stopped_until: formatNullableTimestamp(role.stoppedUntilMs),
  created_at: formatTimestamp(role.createdAtMs),
  updated_at: formatTimestamp(role.updatedAtMs),
});

export const presentSecretId = (row: SecretId) => ({
  accessor: row.accessor,
  num_uses: row.usesLeft,
  cidr_list: row.cidrs,
  metadata: row.metadata,
  created_by: row.createdBy,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
  expires_at: formatNullableTimestamp(row.expiresAtMs),
});

export const presentLogin = (made: LoginToken) => ({
  ...presentToken(made),
  policies: made.policies,
  token: made.token,
});
