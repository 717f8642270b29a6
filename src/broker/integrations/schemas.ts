import { z } from "@hono/zod-openapi";
import { exactJson } from "../../http/exact-json";
import { addFault, word } from "../../http/faults";
import { oneOfNumbers, queryBoolean, Timestamp } from "../../http/fields";
import type { ReasonWord } from "../../reason-words";
import { NewNative } from "../native/schemas";
import { pathFault } from "../path-text";
import type { GivenSecretId } from "../provider";
import type { IntegrationType } from "../providers";
import { brokerName, checked, nameFilter, page, uniqueQuery } from "../schemas";
import { hasOneSecretId, mount, NewVault, oneSecretId, secretId, secretIdWrapped } from "../vault/schemas";

const pathText = (max: number) => checked((text) => pathFault(text, max), { minLength: 1, maxLength: max });

// --- bodies ---

/** By kind, in the order of the document. */
const BODIES = { hashicorp: NewVault, native: NewNative } satisfies Record<IntegrationType, z.ZodType>;
export const IntegrationBody = z.union(Object.values(BODIES)).openapi("CreateVaultIntegration");
export const RotateBody = z
  .strictObject({
    secretId: secretId
      .optional()
      .openapi({ description: "AppRole secret_id, if none comes wrapped. Kept sealed, never given out." }),
    secretIdWrapped: secretIdWrapped.optional(),
  })
  .refine(hasOneSecretId, oneSecretId)
  .refine((body) => body.secretId !== undefined || body.secretIdWrapped !== undefined, {
    ...oneSecretId,
    error: word("required"),
    path: ["secretId"],
  })
  .openapi("RotateSecretId", { example: { secretId: "example" } });
/** Checked by the schema: exactly one is there. */
export const givenSecretId = ({
  secretId: text = "",
  secretIdWrapped: wrapped,
}: z.output<typeof RotateBody>): GivenSecretId =>
  wrapped === undefined ? { text, isWrapped: false } : { text: wrapped, isWrapped: true };
export const RenameBody = z.strictObject({ name: brokerName }).openapi("RenameVaultIntegration");
export const IntegrationTestBody = z
  .strictObject({ freshLogin: z.boolean().optional() })
  .openapi("TestVaultIntegration");
export const verifyQuery = z.strictObject({ verify: queryBoolean.optional() });
export const createQuery = verifyQuery.extend(uniqueQuery.shape);

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The values travel as one JSON text from here on, the one that was sent: keys keep their order, and `__proto__` is a plain one. */
const pushData = z
  .custom<unknown>(() => true)
  .transform((input, ctx): string => {
    const sent = exactJson(input);
    const data = sent?.value;
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
    return sent?.text ?? z.NEVER;
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
  .strictObject({
    path: pathText(200),
    mount: mount.optional(),
    data: pushData,
    metadata: pushLabels.optional(),
    merge: z
      .boolean()
      .optional()
      .openapi({ description: "Fields that are not named stay as they are. Not with KV version 1." }),
    cas: z.int().min(0).optional().openapi({
      description:
        "Check-and-set: written only if this is the current version, `0`: only if there is none. Not with KV version 1.",
    }),
  })
  .openapi("PushSecret");

// --- queries ---

export const integrationsQuery = z.strictObject({ ...page, name: nameFilter });

// --- answers ---

export const Integration = z
  .strictObject({
    id: z.string().openapi({ format: "uuid" }),
    name: z.string(),
    type: z.enum(Object.keys(BODIES)),
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
