import { z } from "@hono/zod-openapi";
import { edgeConfig } from "../config";
import { cursor, name, oneOfNumbers, queryBoolean, queryInteger, Timestamp } from "../http/fields";
import { identityId } from "../identities/schemas";
import { checkVaultAddress } from "../upstream/address";
import { parseAllowedDomains } from "./hosts/domain-pattern";
import { MAX_URL_LENGTH, parseExactHost } from "./hosts/page-url";
import { isReservedAnywhere, pathFault } from "./path-text";

// --- fields ---

const brokerName = name(100);
export const idParams = z.object({ id: z.string().openapi({ format: "uuid" }) });

/** A text with a check that gives a reason word, or undefined. */
const checked = (
  check: (text: string) => string | undefined,
  shape: { minLength?: number; maxLength?: number; example?: string },
) =>
  z
    .string()
    .superRefine((text, ctx) => {
      const message = check(text);
      if (message !== undefined) ctx.addIssue({ code: "custom", message });
    })
    .openapi(shape);

/** `max` printable ASCII characters without white space: what a vault hands out as role_id and secret_id. */
const opaque = (max: number) =>
  checked(
    (text) =>
      text === "" ? "empty" : text.length > max ? "too_long" : /^[!-~]+$/.test(text) ? undefined : "characters",
    {
      minLength: 1,
      maxLength: max,
    },
  );
export const secretId = opaque(1024).openapi({
  description: "AppRole secret_id. Kept sealed, never given out.",
  writeOnly: true,
});

const pathText = (max: number) => checked((text) => pathFault(text, max), { minLength: 1, maxLength: max });
const mount = checked((text) => pathFault(text, 100) ?? (isReservedAnywhere(text) ? "reserved" : undefined), {
  maxLength: 100,
});
/** Which words are reserved in it depends on the integration: that is checked with the integration at hand. */
const vaultPath = checked((text) => pathFault(text, 400), {
  maxLength: 400,
  example: "secret/data/portal/billing-robot",
});
const namespace = checked(
  (text) => {
    if (text === "") return "empty";
    if (text.length > 256) return "too_long";
    if (!/^[A-Za-z0-9._\-/]+$/.test(text)) return "characters";
    const segments = text.replace(/^\//, "").replace(/\/$/, "").split("/");
    return segments.some((segment) => ["", ".", ".."].includes(segment)) ? "path_segments" : undefined;
  },
  { maxLength: 256, example: "platform/web" },
);
const kvVersion = z
  .number()
  .transform((version, ctx): 1 | 2 => {
    if (version === 1 || version === 2) return version;
    ctx.addIssue({ code: "custom", message: Number.isInteger(version) ? "unsupported" : "type" });
    return z.NEVER;
  })
  .openapi({ type: "integer", enum: [1, 2] });
const address = checked(
  (text) => {
    const check = checkVaultAddress(text, edgeConfig().outboundAllow);
    return check.ok ? undefined : check.reason;
  },
  { maxLength: 2048, example: "https://vault.acme.example:8200" },
);

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
export const FieldMap = z
  .strictObject({ username: fieldName, password: fieldName, totp: fieldName.optional() })
  // Told together with faults of the other keys, so it runs where zod would stop.
  .refine(({ totp, password }) => totp === undefined || totp !== password, {
    error: "unsupported",
    path: ["totp"],
    when: ({ value }) => typeof value === "object" && value !== null,
  })
  .openapi("FieldMap");

export const AllowedDomains = z
  .custom<unknown>(() => true)
  .transform((list, ctx): string[] => {
    const parsed = parseAllowedDomains(list);
    if (parsed.ok) return parsed.patterns;
    for (const { at, reason } of parsed.faults)
      ctx.addIssue({ code: "custom", message: reason, path: at === null ? [] : [at] });
    return z.NEVER;
  })
  .openapi({
    type: "array",
    items: { type: "string" },
    minItems: 1,
    maxItems: 100,
    example: ["portal.example.net", "*.staff.example.net"],
  });

const MAX_NAMED = 50;
const named = z
  .array(identityId)
  .max(MAX_NAMED)
  .refine((ids) => new Set(ids).size === ids.length, "duplicate")
  .openapi({ example: ["sa:checkout", "group:bots"] });
export const AccessBody = z
  .strictObject({ use: named.optional(), manage: named.optional() })
  .openapi("NewAccessLists", {
    description: "Who of the tenant may use the credential, and who may change it; an absent list names nobody.",
  });

// --- bodies ---

const NewVault = z
  .strictObject({
    name: brokerName,
    type: z.enum(["hashicorp"]),
    config: z.strictObject({
      address,
      namespace: namespace.nullish(),
      authMethod: z.enum(["approle"]),
      roleId: opaque(256),
      secretId,
      authMount: mount.optional(),
      kvVersion: kvVersion.optional(),
    }),
  })
  .openapi("NewVault");
const NewNative = z
  .strictObject({ name: brokerName, type: z.enum(["native"]), config: z.strictObject({}).optional() })
  .openapi("NewNative", { description: "Credentials then point into the tenant's own secrets." });
export const IntegrationBody = z.union([NewVault, NewNative]).openapi("NewVaultIntegration");
export const RotateBody = z.strictObject({ secretId }).openapi("RotateSecretId");
export const RenameBody = z.strictObject({ name: brokerName }).openapi("RenameVaultIntegration");
export const IntegrationTestBody = z
  .strictObject({ freshLogin: z.boolean().optional() })
  .openapi("TestVaultIntegration");
export const verifyQuery = z.strictObject({ verify: queryBoolean.optional() });

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The values travel as one JSON text from here on: a key such as `__proto__` stays a plain key. */
const pushData = z
  .custom<unknown>(() => true)
  .transform((data, ctx): string => {
    const fault = (message: string, path: string[] = []) => ctx.addIssue({ code: "custom", message, path });
    if (typeof data !== "object" || data === null || Array.isArray(data)) fault("type");
    else {
      const entries = Object.entries(data);
      if (entries.length === 0) fault("empty");
      if (entries.length > 100) fault("too_many");
      else
        for (const [key, value] of entries) {
          const length = Array.from(key).length;
          if (length === 0) fault("empty", [key]);
          else if (length > 100) fault("too_long", [key]);
          else if (typeof value !== "string") fault("type", [key]);
          else if (!value.isWellFormed() || !key.isWellFormed()) fault("characters", [key]);
        }
    }
    return JSON.stringify(data);
  })
  .openapi({
    type: "object",
    additionalProperties: { type: "string" },
    minProperties: 1,
    maxProperties: 100,
    writeOnly: true,
    example: { key: "example" },
  });

const pushLabels = z
  .custom<unknown>(() => true)
  .transform((labels, ctx): string | undefined => {
    const fault = (message: string, path: string[] = []) => ctx.addIssue({ code: "custom", message, path });
    if (labels === undefined) return undefined;
    if (typeof labels !== "object" || labels === null || Array.isArray(labels)) fault("type");
    else {
      const entries = Object.entries(labels);
      if (entries.length > 64) fault("too_many");
      else
        for (const [key, value] of entries) {
          if (key === "") fault("empty", [key]);
          else if (utf8Bytes(key) > 128) fault("too_long", [key]);
          else if (typeof value !== "string") fault("type", [key]);
          else if (value === "") fault("empty", [key]);
          else if (utf8Bytes(value) > 512) fault("too_long", [key]);
          else if (/\p{Cc}/u.test(value + key) || !(value + key).isWellFormed()) fault("characters", [key]);
        }
      if (entries.length === 0) return undefined;
    }
    return JSON.stringify(labels);
  })
  .openapi({ type: "object", additionalProperties: { type: "string" }, maxProperties: 64 });

export const PushBody = z
  .strictObject({ path: pathText(200), mount: mount.optional(), data: pushData, metadata: pushLabels.optional() })
  .openapi("PushSecret");

export const CredentialBody = z
  .strictObject({
    name: brokerName,
    vaultIntegrationId: z.string(),
    vaultPath,
    fieldMap: FieldMap,
    allowedDomains: AllowedDomains,
    access: AccessBody.nullish(),
  })
  .openapi("NewCredential");
export const CredentialPatch = z
  .strictObject({
    name: brokerName.optional(),
    vaultIntegrationId: z.string().optional(),
    vaultPath: vaultPath.optional(),
    fieldMap: FieldMap.optional(),
    allowedDomains: AllowedDomains.optional(),
    access: AccessBody.nullable().optional(),
  })
  .openapi("CredentialPatch");

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
      .refine((fields) => new Set(fields).size === fields.length, "unsupported")
      .optional(),
    mode: z.enum(["vault", "prompt_user"]).optional(),
  })
  .superRefine((body, ctx) => {
    if (body.mode === "prompt_user" && body.fields)
      ctx.addIssue({ code: "custom", message: "unsupported", path: ["fields"] });
  })
  .openapi("ResolveCredential");

// --- queries ---

const page = { limit: queryInteger(1, 200).optional(), cursor: cursor.optional() };
export const integrationsQuery = z.strictObject(page);
export const eventsQuery = z.strictObject(page);
export const credentialsQuery = z.strictObject({
  ...page,
  vaultIntegrationId: z.string().optional(),
  domain: z
    .string()
    .transform((text, ctx): string => {
      const parsed = parseExactHost(text);
      if (parsed.ok) return parsed.host;
      ctx.addIssue({ code: "custom", message: parsed.reason });
      return z.NEVER;
    })
    .openapi({ type: "string", description: "One host, without a wildcard." })
    .optional(),
});

// --- answers ---

export const Integration = z
  .strictObject({
    id: z.string().openapi({ format: "uuid" }),
    name: z.string(),
    type: z.enum(["hashicorp", "native"]),
    address: z.string().nullable(),
    namespace: z.string().nullable(),
    authMethod: z.enum(["approle"]).nullable(),
    roleId: z.string().nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    authMount: z.string().nullable(),
    kvVersion: oneOfNumbers([1, 2]).nullable(),
    status: z.enum(["unknown", "healthy", "failing"]),
    lastCheckedAt: Timestamp.nullable(),
  })
  .openapi("VaultIntegration");

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
      .openapi("AccessLists")
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

export const Pushed = z
  .strictObject({
    path: z.string(),
    mount: z.string(),
    version: z.int().optional(),
    vaultPath: z.string(),
    warning: z.enum(["mount_not_versioned"]).optional(),
  })
  .openapi("PushedSecret");

export const Resolved = z
  .strictObject({
    credentialId: z.string(),
    mode: z.enum(["vault", "prompt_user"]),
    host: z.string(),
    matchedPattern: z.string(),
    username: z.string().optional(),
    password: z.string().optional(),
    totp: z
      .strictObject({ code: z.string(), expiresAt: Timestamp, period: z.int(), remainingSeconds: z.int() })
      .optional(),
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

export const IntegrationTested = z
  .strictObject({
    ok: z.boolean(),
    stage: z.enum(["address", "login", "lookup"]),
    code: z.string().nullable(),
    checkedAt: Timestamp,
    latencyMs: z.int(),
    tokenTtlSeconds: z.int().nullable(),
    hint: z.enum(["lookup_denied"]).nullable().openapi({
      description: "`lookup_denied`: the role may not look its token up; nothing speaks against the login.",
    }),
  })
  .openapi("TestedVaultIntegration");

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

export const BrokerEvent = z
  .strictObject({
    id: z.string(),
    at: z.string().openapi({ format: "date-time" }),
    action: z.string(),
    outcome: z.enum(["success", "failure"]),
    code: z.string().nullable(),
    actor: z.string(),
    requestId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi("BrokerEvent");
