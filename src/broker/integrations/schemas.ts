import { z } from "@hono/zod-openapi";
import { edgeConfig } from "../../config";
import { addFault } from "../../http/faults";
import { oneOfNumbers, queryBoolean, Timestamp } from "../../http/fields";
import { checkVaultAddress } from "../../outbound/address";
import type { ReasonWord } from "../../reason-words";
import { isReservedAnywhere, pathFault } from "../path-text";
import { brokerName, checked, page } from "../schemas";

// --- fields ---

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
    addFault(ctx, Number.isInteger(version) ? "unsupported" : "type", [], [1, 2]);
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
    const fault = (message: ReasonWord, path: string[] = []) => addFault(ctx, message, path);
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
    const fault = (message: ReasonWord, path: string[] = []) => addFault(ctx, message, path);
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

// --- queries ---

export const integrationsQuery = z.strictObject(page);

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

export const Pushed = z
  .strictObject({
    path: z.string(),
    mount: z.string(),
    version: z.int().optional(),
    vaultPath: z.string(),
    warning: z.enum(["mount_not_versioned"]).optional(),
  })
  .openapi("PushedSecret");

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
