import { z } from "@hono/zod-openapi";
import { DAY_MS, parseDuration } from "../formats";
import { type ExactJson, exactJson, isJsonObject } from "../http/exact-json";
import { addFault, codedIssue, word } from "../http/faults";
import { duration, futureTimestamp, prose, queryBoolean, queryInteger, tag, tags, timestamp } from "../http/fields";
import { pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { pathPrefix } from "../http/secret-path";
import { SECRET_TYPES, type SecretType, sizedData } from "../kernel/secret-type";
import { isReasonWord, type ReasonWord } from "../reason-words";
import type { ListSecrets } from "./list";
import { isKnownKey, isMetadataKey, MAX_METADATA_KEYS, type MetadataPatch, type MetadataValue } from "./metadata-merge";
import { optionsFrom, type SecretOptions, type WireOptions } from "./options";

// --- what a request names ---

const isSecretType = (text: string): text is SecretType => (SECRET_TYPES as readonly string[]).includes(text);
export const secretType = z
  .string()
  .transform((text, ctx): SecretType => {
    if (isSecretType(text)) return text;
    addFault(ctx, codedIssue("invalid_secret_type"), [], SECRET_TYPES);
    return z.NEVER;
  })
  .openapi({ type: "string", enum: [...SECRET_TYPES] });

/**
 * An object with at least one key, as the compact text that was sent: numbers keep their digits, keys their order. Its keys are the
 * caller's, so no schema walks them. An endpoint that takes it names its key in `exact`.
 */
const data = z
  .unknown()
  .transform((input, ctx): string => {
    const sent = exactJson(input);
    const fault = sent ? dataFault(sent) : "required";
    if (sent && fault === undefined) return sizedData(sent.text);
    addFault(ctx, fault ?? "required");
    return z.NEVER;
  })
  .openapi({ type: "object", additionalProperties: true, minProperties: 1, example: { key: "example" } });

function dataFault(sent: ExactJson): ReasonWord | undefined {
  if (!isJsonObject(sent.value)) return "type";
  if (Object.keys(sent.value).length === 0) return "empty";
  return sent.isWellFormed ? undefined : "surrogate";
}

// --- metadata ---

const metadataValues: Readonly<Record<string, z.ZodType<MetadataValue>>> = {
  description: prose(1024),
  owner: prose(256),
  tags: tags.transform((list) => [...new Set(list)]),
};
const otherValue: z.ZodType<MetadataValue> = z.union([prose(1024), z.number(), z.boolean()]);

/** Entries, because its keys are the caller's: `__proto__` is one like others. */
export const metadata = z
  .unknown()
  .transform((value, ctx): MetadataPatch => {
    if (value === null) return null;
    if (!isJsonObject(value)) {
      addFault(ctx, "type");
      return z.NEVER;
    }
    const entries = Object.entries(value);
    // Before each is judged: too many are refused whatever they hold, also to a stranger.
    if (entries.filter(([key, item]) => item !== null && !isKnownKey(key)).length > MAX_METADATA_KEYS) {
      addFault(ctx, "too_many");
      return z.NEVER;
    }
    return entries.flatMap(([key, item]: [string, unknown]): (readonly [string, MetadataValue | null])[] => {
      const fault = (message: ReasonWord) => addFault(ctx, message, [key]);
      if (!isMetadataKey(key)) fault("unknown");
      if (item === null) return [[key, null] as const];
      const schema = isKnownKey(key) ? (metadataValues[key] ?? otherValue) : otherValue;
      const parsed = schema.safeParse(item);
      if (parsed.success) return [[key, parsed.data] as const];
      fault(firstReason(parsed.error));
      return [];
    });
  })
  .openapi({
    type: ["object", "null"],
    additionalProperties: true,
    example: { description: "Card processor", tags: ["payments"] },
  });

/** The reason word of a value's first fault. */
function firstReason({ issues: [issue] }: z.ZodError): ReasonWord {
  const own = issue?.code === "invalid_union" ? issue.errors.flat().find(({ code }) => code === "custom") : issue;
  if (own?.code === "custom" && isReasonWord(own.message)) return own.message;
  return issue?.code === "too_big" ? "too_many" : "type";
}

// --- options ---

const MAX_NOTICES = 10;
const notifyBefore = z
  .union([z.string().transform((text) => text.split(",").map((part) => part.trim())), z.array(z.string())])
  .superRefine((texts, ctx) => {
    if (texts.length > MAX_NOTICES) addFault(ctx, "too_many");
    if (texts.some((text) => parseDuration(text) === undefined)) addFault(ctx, codedIssue("invalid_duration"));
  })
  .openapi({ description: `Up to ${MAX_NOTICES} durations; null: the space's default.` });
export const Options = z
  .strictObject({
    max_versions: z.int().min(1).max(100).nullish(),
    expires_in: duration().nullish(),
    expires_at: futureTimestamp.nullish(),
    rotation_policy_id: z.string().nullish(),
    secret_policy_id: z.string().nullish(),
    notify_before: notifyBefore.nullish(),
    cas_required: z.boolean().nullish(),
    delete_version_after: duration().nullish(),
  } satisfies Record<keyof WireOptions, z.ZodType>)
  .superRefine((options, ctx) => {
    if (options.expires_in != null && options.expires_at != null) addFault(ctx, "exclusive", ["expires_at"]);
  })
  .openapi("SecretOptions", { description: "What holds for the secret. What is left out stays as it is." });

export const optionsOf = (options: z.output<typeof Options> = {}): SecretOptions =>
  optionsFrom({
    ...options,
    expires_in: textOf(options.expires_in),
    delete_version_after: textOf(options.delete_version_after),
  });
const textOf = (given: { readonly text: string } | null | undefined) => (given === null ? null : given?.text);

// --- bodies ---

export const PutBody = z
  .strictObject({
    data,
    secret_type: secretType.optional(),
    metadata: metadata.optional(),
    options: Options.optional(),
  })
  .openapi("PutSecret");
export const PatchBody = z
  .strictObject({ metadata: metadata.optional(), options: Options.optional() })
  .superRefine(atLeastOneKey)
  .openapi("PatchSecret", { minProperties: 1 });

const MAX_GRACE_MS = 90 * DAY_MS;
export const RotateBody = z
  .strictObject({
    reason: prose(256).optional(),
    new_value: data.optional(),
    grace_period: duration({ zero: true })
      .refine(({ ms }) => ms <= MAX_GRACE_MS, word("range"))
      .optional(),
  })
  .openapi("RotateSecret", { example: { new_value: { key: "example" } } });

const paths = z
  .array(z.string())
  .min(1)
  .max(100)
  .transform((list) => [...new Set(list)]);
export const BatchBody = z
  .strictObject({
    paths,
    options: z
      .strictObject({
        include_metadata: z.boolean().optional(),
        fail_fast: z.boolean().optional(),
        version: z.int().min(1).optional(),
      })
      .optional(),
  })
  .openapi("ReadBatch");
export const MetadataBatchBody = z
  .strictObject({
    paths,
    options: z.strictObject({ expand_wildcards: z.boolean().optional(), fail_fast: z.boolean().optional() }).optional(),
  })
  .openapi("MetadataBatch");

// --- queries ---

const version = queryInteger(1, 999_999_999).optional();
export const ReadQuery = z.strictObject({ version });
export const DeleteQuery = z.strictObject({ permanent: queryBoolean.optional(), version });
export const RestoreQuery = z.strictObject({ version });

export const ListQuery = z.strictObject({
  prefix: pathPrefix.optional(),
  tag: z.array(tag).max(10).optional(),
  secret_type: secretType.optional(),
  expires_before: timestamp.optional(),
  updated_after: timestamp.optional(),
  include_expired: queryBoolean.optional(),
  include_metadata: queryBoolean.optional(),
  ...pageQuery,
});
export const listFrom = (query: z.output<typeof ListQuery>): ListSecrets => ({
  filter: {
    prefix: query.prefix ?? "",
    tags: [...new Set(query.tag ?? [])].toSorted(),
    secretType: query.secret_type ?? null,
    expiresBeforeMs: query.expires_before ?? null,
    updatedAfterMs: query.updated_after ?? null,
    includeExpired: query.include_expired ?? false,
  },
  includeMetadata: query.include_metadata ?? false,
  limit: query.limit,
  cursor: query.cursor,
});

export const ExpiringQuery = z.strictObject({
  days: queryInteger(1, 3650).default(30),
  prefix: pathPrefix.optional(),
  ...pageQuery,
});
