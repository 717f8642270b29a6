import { z } from "@hono/zod-openapi";
import { addFault, word } from "../http/faults";
import { matching, name, oneOfNumbers, prose, queryBoolean, Timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { CHARSET_NAMES } from "./charsets";
import { generationPolicyFaults } from "./faults";
import { POLICY_TYPES } from "./fields";
import { PRESET_NAMES } from "./presets";

const MAX_FIELDS = 20;
const MAX_TEMPLATE = 1024;
const MAX_STATIC = 4096;
const MAX_COMMENT = 128;

// --- fields, by generator ---

const fieldName = matching(/^[A-Za-z0-9_.-]{1,64}$/, "format");
const codePoints = (text: string): number => Array.from(text).length;

/** Up to `max` code points of any kind: a template may hold the lines of a file. */
const anyText = (max: number) =>
  z
    .string()
    .refine((text) => codePoints(text) <= max, word("too_long"))
    .refine((text) => text.isWellFormed(), word("characters"))
    .openapi({ maxLength: max });
/** It stands at the end of a line that is pasted into a list of keys, so it must not begin another. */
const comment = z
  .string()
  .refine((text) => codePoints(text) <= MAX_COMMENT, word("too_long"))
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text) && text.isWellFormed(), word("characters"))
  .openapi({ maxLength: MAX_COMMENT });

const length = (min: number, max: number) => z.int().min(min).max(max).optional();
const pairNames = { private_field: fieldName.optional(), public_field: fieldName.optional() };
const required = z.boolean().optional();

/** How many of a class. With more than this, to draw uniformly would hold the thread. */
const least = z.int().min(0).max(64).optional();
const random = z.strictObject({
  length: length(4, 1024),
  charset: z.enum(CHARSET_NAMES).optional(),
  exclude: matching(/^[!-~]{0,94}$/, "characters").optional(),
  preset: z.enum(PRESET_NAMES).optional(),
  require_upper: required,
  require_lower: required,
  require_digit: required,
  require_symbol: required,
  min_upper: least,
  min_lower: least,
  min_digit: least,
  min_symbol: least,
});
const passphrase = z.strictObject({
  words: length(3, 20),
  separator: matching(/^[ -~]{0,8}$/, "characters").optional(),
});
const rsa = z.strictObject({ bits: oneOfNumbers([2048, 4096]).optional(), ...pairNames });
const ec = z.strictObject({ curve: z.enum(["P-256", "P-384"]).optional(), ...pairNames });
const ssh = z.strictObject({
  key_type: z.enum(["ed25519", "rsa"]).optional(),
  comment: comment.optional(),
  ...pairNames,
});

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** Each kind is a component of its own: generators of clients then have a name for it. */
const field = <G extends string, C extends z.ZodType>(generator: G, config: C) =>
  z
    .strictObject({ name: fieldName, generator: z.literal(generator), config })
    .openapi(`GenerationPolicyFieldOf${generator.split("_").map(capital).join("")}`);
/**
 * The document tells of no default: an object as a default is what generators of clients write code of that does not compile.
 */
const orEmpty = <C extends z.ZodObject>(config: C) => config.optional().transform((given) => given ?? config.parse({}));
const Field = z
  .discriminatedUnion("generator", [
    field("random", orEmpty(random)),
    field("passphrase", orEmpty(passphrase)),
    field("hex", orEmpty(z.strictObject({ length: length(1, 1024) }))),
    field("uuid", orEmpty(z.strictObject({ version: oneOfNumbers([4, 7]).optional() }))),
    field("template", z.strictObject({ template: anyText(MAX_TEMPLATE) })),
    field("rsa_keypair", orEmpty(rsa)),
    field("ec_keypair", orEmpty(ec)),
    field("ssh_keypair", orEmpty(ssh)),
    field("bcrypt_hash", orEmpty(z.strictObject({ length: length(8, 72), rounds: length(8, 12) }))),
    field("static", z.strictObject({ value: anyText(MAX_STATIC) })),
  ])
  .openapi("SecretPolicyField");

// --- bodies ---

const content = {
  name: name(128),
  policy_type: z.enum(POLICY_TYPES).openapi({ description: "A mere hint." }),
  description: prose(1024).nullable(),
  is_active: z.boolean(),
  fields: z
    .array(Field)
    .min(1)
    .max(MAX_FIELDS)
    .superRefine((fields, ctx) => {
      for (const { path, reason } of generationPolicyFaults(fields)) addFault(ctx, reason, [...path]);
    }),
};

export const GenerationPolicyBody = z
  .strictObject({
    name: content.name,
    policy_type: content.policy_type.optional(),
    description: content.description.optional(),
    is_active: content.is_active.optional(),
    fields: content.fields,
  })
  .openapi("CreateSecretPolicy");
export const GenerationPolicyPatch = z
  .strictObject(content)
  .partial()
  .superRefine(atLeastOneKey)
  .openapi("SecretPolicyChange", { minProperties: 1 });

// --- parameters ---

export const generationPolicyParams = z.object({
  id: z.string().openapi({ example: "sp_01jw8mh4x2c6t9v1k3d7q5n8ab" }),
});
export const generationPoliciesQuery = z.strictObject({ include_inactive: queryBoolean.optional(), ...pageQuery });

// --- answers ---

export const GenerationPolicy = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    policy_type: z.enum(POLICY_TYPES),
    description: z.string().nullable(),
    is_active: z.boolean(),
    fields: z.array(Field),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("SecretPolicy");
export const GenerationPolicyList = listAnswer("policies", GenerationPolicy).openapi("SecretPolicyList");
export const Preview = z.strictObject({ data: z.record(z.string(), z.string()) }).openapi("SecretPolicyPreview");
