import { z } from "@hono/zod-openapi";
import { edgeConfig } from "../../edge-config";
import { addFault, word } from "../../http/faults";
import { GROUP_ID } from "../../identities/ids";
import { checkIssuerUrl } from "../../outbound/address";
import { parseClaimPath } from "../claim-path";
import { type Given, readClaims, readGroupsMap, textFault } from "../given";
import { checkInlineKeys, MAX_PUBLIC_KEYS } from "../keys/public-keys";
import { checkTemplate } from "../template";

/** Fields of a trust that have a form of their own. */

const MAX_ISSUER = 512;
const MAX_JWKS_BYTES = 65_536;
const MAX_VALUES = 50;

const text = z
  .string()
  .superRefine((given, ctx) => {
    for (const { reason } of textFault(given) ?? []) addFault(ctx, reason);
  })
  .openapi({ minLength: 1, maxLength: 512 });

/** The same, as the document says it inside an object that no schema walks. */
const CLAIM_TEXT = { type: "string", minLength: 1, maxLength: 512 } as const;

/** Compared, never mended: `https` and printable signs, without a user name, a query or a fragment. */
const ISSUER = /^https?:\/\/[A-Za-z0-9._:[\]-]+(\/[!"$-.0->A-~]*)*$/;

/** Whether it may be called is looked at where its keys are asked of it: those of a private cluster come with the trust. */
export const issuer = z
  .string()
  .max(MAX_ISSUER)
  .superRefine((given, ctx) => {
    if (!ISSUER.test(given)) addFault(ctx, "format");
    else if (!given.startsWith("https:") && !checkIssuerUrl(given, edgeConfig().outboundAllow).ok)
      addFault(ctx, "https_required");
  })
  .openapi({ maxLength: MAX_ISSUER, example: "https://issuer.acme.example" });

export const jwksUri = z
  .string()
  .superRefine((given, ctx) => {
    const checked = checkIssuerUrl(given, edgeConfig().outboundAllow);
    if (!checked.ok) addFault(ctx, checked.reason);
  })
  .openapi({ maxLength: 2048, example: "https://issuer.acme.example/keys" });

/** As text, with nothing in it but what verifies. */
export const jwks = z
  .custom<unknown>(() => true)
  .transform((given, ctx): string => {
    const checked = checkInlineKeys(given);
    if (checked.ok && Buffer.byteLength(checked.text) <= MAX_JWKS_BYTES) return checked.text;
    if (checked.ok) addFault(ctx, "too_long");
    else addFault(ctx, checked.reason, checked.path);
    return z.NEVER;
  })
  .nullish()
  .openapi({
    type: ["object", "null"],
    description: "Public keys (RFC 7517, section 5), up to 64 KiB. Not with `jwks_uri`.",
    properties: {
      keys: {
        type: "array",
        minItems: 1,
        maxItems: MAX_PUBLIC_KEYS,
        items: {
          type: "object",
          properties: { kty: { type: "string", example: "EC" } },
          required: ["kty"],
          additionalProperties: { description: "What belongs to a key of its kind, and nothing that is private." },
        },
      },
    },
    required: ["keys"],
    additionalProperties: { description: "Left out." },
  });

export const audience = text.openapi({ example: "https://postern.acme.example/tnt_acme" });

/** Whatever an issuer gave, as it gave it. */
export const clientSecret = text.nullish().openapi({
  type: ["string", "null"],
  description: "What the issuer gave to its client `audience`. Kept sealed, never given out. Null takes it away.",
  writeOnly: true,
});

export const claimPath = z
  .string()
  .refine((given) => parseClaimPath(given) !== undefined, word("format"))
  .openapi({ maxLength: 256, example: "groups" });

const listFrom = <T>(read: (given: unknown) => Given<T>) =>
  z
    .custom<unknown>(() => true)
    .transform((given, ctx): readonly T[] => {
      const found = read(given);
      if (found.ok) return found.list;
      for (const { path, reason } of found.faults) addFault(ctx, reason, path);
      return z.NEVER;
    });

export const claims = listFrom(readClaims).openapi({
  type: "object",
  description:
    "A claim (dot path or JSON pointer) to the text that fits it, or to several. All have to hold. `*` stands for any run without `/` and `:`.",
  additionalProperties: {
    anyOf: [CLAIM_TEXT, { type: "array", items: CLAIM_TEXT, minItems: 1, maxItems: MAX_VALUES, uniqueItems: true }],
  },
  minProperties: 1,
  maxProperties: 20,
  example: { repository_id: "123456789", repository_owner_id: "987654", ref: "refs/heads/main" },
});

export const groupsMap = listFrom(readGroupsMap).openapi({
  type: "object",
  description: "A value of `groups_claim` to a group of the tenant.",
  additionalProperties: { type: "string", pattern: GROUP_ID.source },
  maxProperties: 50,
  example: {},
});

export const bearer = z
  .string()
  .superRefine((given, ctx) => {
    const fault = checkTemplate(given);
    if (fault) addFault(ctx, fault);
  })
  .openapi({
    maxLength: 256,
    description: "Who the bearer is: an id, or a template over claims, as in `user:{email}`.",
    example: "sa:deploy",
  });

export const mfaClaim = z
  .strictObject({
    claim: claimPath,
    values: z
      .array(text)
      .min(1)
      .max(MAX_VALUES)
      .refine((list) => new Set(list).size === list.length, word("duplicate"))
      .openapi({ uniqueItems: true, example: ["mfa"] }),
  })
  .openapi({ description: "Values of a claim that count as a second factor." });
