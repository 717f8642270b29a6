import { z } from "@hono/zod-openapi";
import { isJsonObject } from "../../http/exact-json";
import { addFault, word } from "../../http/faults";
import { Timestamp } from "../../http/fields";
import { identityId } from "../../identities/schemas";
import { parseAllowedDomains } from "../hosts/domain-pattern";
import { MAX_URL_LENGTH, parseExactHost } from "../hosts/page-url";
import { pathFault } from "../path-text";
import { brokerName, checked, nameFilter, page } from "../schemas";

// --- fields ---

/** Which words are reserved in it depends on the integration: that is checked with the integration at hand. */
const vaultPath = checked((text) => pathFault(text, 400), {
  maxLength: 400,
  example: "secret/data/portal/billing-robot",
});

const fieldName = checked(
  (text) => {
    if (text === "") return "empty";
    return Array.from(text).length > 100
      ? "too_long"
      : /\p{Cc}/u.test(text) || !text.isWellFormed()
        ? "characters"
        : undefined;
  },
  { maxLength: 100 },
);
const isKeyed = ({ value }: { readonly value: unknown }): boolean => isJsonObject(value);
const codePath = z
  .strictObject({ path: checked((text) => pathFault(text, 400), { maxLength: 400, example: "totp/code/portal" }) })
  .openapi("CodeOfVault", {
    description: "The vault makes the code: `<mount>/code/<name>` of its TOTP engine. It is read by the same login.",
  });
export const FieldMap = z
  .strictObject({
    username: fieldName.optional(),
    password: fieldName
      .optional()
      .openapi({ description: "The field with the password. Needed where there is no `totp`." }),
    // The object first: a fault in it is named by its own keys.
    totp: z.union([codePath, fieldName]).optional().openapi({
      description:
        "The field with the seed of one-time codes, or where the vault makes them. Another field than that of `password`.",
    }),
  })
  // Both faults are reported together with faults of the other keys, so the checks also run where zod would stop after those.
  .refine(({ totp, password }) => totp === undefined || totp !== password, {
    error: word("unsupported"),
    path: ["totp"],
    when: isKeyed,
  })
  .refine(({ totp, password }) => totp !== undefined || password !== undefined, {
    error: word("required"),
    path: ["password"],
    when: isKeyed,
  })
  .openapi("FieldMap", {
    description: "Which field of the vault's secret is which part of the login. At least `password` or `totp`.",
    example: { username: "login", password: "pass" },
  });

export const AllowedDomains = z
  .custom<unknown>(() => true)
  .transform((list, ctx): string[] => {
    const parsed = parseAllowedDomains(list);
    if (parsed.ok) return parsed.patterns;
    for (const { at, reason } of parsed.faults) addFault(ctx, reason, at === null ? [] : [at]);
    return z.NEVER;
  })
  .openapi({
    type: "array",
    items: { type: "string" },
    minItems: 1,
    maxItems: 100,
    example: ["portal.example.net", "*.staff.example.net", "app.example.net:8443"],
  });

const MAX_NAMED = 50;
const named = z
  .array(identityId)
  .max(MAX_NAMED)
  .refine((ids) => new Set(ids).size === ids.length, word("duplicate"))
  .openapi({ uniqueItems: true, example: ["sa:checkout", "group:bots"] });
export const AccessBody = z
  .strictObject({ use: named.optional(), manage: named.optional() })
  .openapi("CreateAccessLists", {
    description: "Who of the tenant may use the credential, and who may change it; an absent list names nobody.",
  });

// --- bodies ---

export const CredentialBody = z
  .strictObject({
    name: brokerName,
    vaultIntegrationId: z.string(),
    vaultPath,
    fieldMap: FieldMap,
    allowedDomains: AllowedDomains,
    access: AccessBody.nullish(),
  })
  .openapi("CreateCredential");
export const CredentialPatch = z
  .strictObject({
    name: brokerName.optional(),
    vaultIntegrationId: z.string().optional(),
    vaultPath: vaultPath.optional(),
    fieldMap: FieldMap.optional(),
    allowedDomains: AllowedDomains.optional(),
    access: AccessBody.nullable().optional(),
  })
  .openapi("CredentialPatch", { minProperties: 1 });

const pageUrl = z.string().openapi({
  maxLength: MAX_URL_LENGTH,
  description: "The address the browser has committed.",
  example: "https://portal.example.net/login",
});
export const MatchBody = z.strictObject({ url: pageUrl }).openapi("MatchUrl");
export const CredentialTestBody = z
  .strictObject({ url: pageUrl.optional(), allowRead: z.boolean().optional() })
  .openapi("TestCredential");

const ROLES = ["username", "password", "totp"] as const;
export const ResolveBody = z
  .strictObject({
    url: pageUrl,
    fields: z
      .array(z.enum(ROLES))
      .min(1)
      .max(3)
      .refine((fields) => new Set(fields).size === fields.length, word("unsupported"))
      .openapi({
        uniqueItems: true,
        description: "Of those that the credential maps. Not with the mode `prompt_user`.",
      })
      .optional(),
    mode: z.enum(["vault", "prompt_user"]).optional(),
  })
  .superRefine((body, ctx) => {
    if (body.mode === "prompt_user" && body.fields) addFault(ctx, "unsupported", ["fields"]);
  })
  .openapi("ResolveCredential");

// --- queries ---

export const credentialsQuery = z.strictObject({
  ...page,
  name: nameFilter,
  vaultIntegrationId: z.string().optional(),
  domain: z
    .string()
    .transform((text, ctx): string => {
      const parsed = parseExactHost(text);
      if (parsed.ok) return parsed.host;
      addFault(ctx, parsed.reason);
      return z.NEVER;
    })
    .openapi({
      type: "string",
      description: "One host, without a wildcard; with a port, as in `localhost:3000`, for the page at that port.",
    })
    .optional(),
});

// --- answers ---

export const Credential = z
  .strictObject({
    id: z.string().openapi({ format: "uuid" }),
    name: z.string(),
    vaultIntegrationId: z.string().openapi({ format: "uuid" }),
    vaultPath: z.string(),
    fieldMap: FieldMap,
    allowedDomains: z.array(z.string()),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
    access: z
      .strictObject({ use: z.array(z.string()), manage: z.array(z.string()) })
      .openapi("AccessLists", { description: "Who may use it, and who may manage it, by id." })
      .nullable(),
  })
  .openapi("Credential");

/** What a change of a credential answers with. A whole shape of its own: as an extension, neither part would allow the other's keys. */
export const WrittenCredential = z
  .strictObject({
    ...Credential.shape,
    warnings: z
      .array(z.enum(["missing_data_segment"]))
      .optional()
      .openapi({
        description: "Only where something is odd: the path of a KV version 2 engine lacks its segment `data`.",
      }),
  })
  .openapi("WrittenCredential");

export const Resolved = z
  .strictObject({
    credentialId: z.string(),
    mode: z.enum(["vault", "prompt_user"]),
    host: z.string(),
    matchedPattern: z.string(),
    username: z.string().optional(),
    password: z.string().optional(),
    totp: z
      .strictObject({
        code: z.string(),
        expiresAt: Timestamp.nullable(),
        period: z.int().nullable(),
        remainingSeconds: z.int().nullable(),
      })
      .optional()
      .openapi({ description: "Its times are null where the vault makes the code and does not tell them." }),
    vaultVersion: z.int().nullable().optional(),
  })
  .openapi("ResolvedCredential");

export const Matched = z
  .strictObject({
    allowed: z.boolean(),
    host: z.string().nullable(),
    matchedPattern: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi("MatchedUrl");

const Check = z.enum(["passed", "failed", "skipped"]);
export const CredentialTested = z
  .strictObject({
    ok: z.boolean().nullable().openapi({
      description:
        "`true` only if a resolve for an allowed page would succeed; `null` where the secret would have to be read for that.",
    }),
    code: z.string().nullable(),
    checkedAt: Timestamp,
    latencyMs: z.int(),
    vaultVersion: z.int().nullable(),
    hint: z.enum(["read_needed", "missing_data_segment", "kv_version"]).nullable(),
    checks: z.strictObject({
      domain: Check,
      login: Check,
      path: Check,
      totpSeed: Check,
      fields: z.strictObject({ username: Check, password: Check, totp: Check.optional() }),
    }),
  })
  .openapi("TestedCredential");
