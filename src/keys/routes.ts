import { z } from "@hono/zod-openapi";
import { type Endpoint, endpoint } from "../http/endpoint";
import { readKeys, rewrapKeys, rotateSpaceKey } from "./operations";

const KeyUse = z
  .strictObject({
    newest: z.string(),
    records: z.record(z.string(), z.int()).openapi({ description: "Sealed records by root key id, over all spaces." }),
  })
  .openapi("KeyUse");
const RewrapBody = z
  .strictObject({ dry_run: z.boolean().optional(), limit: z.int().min(1).max(1000).optional() })
  .openapi("Rewrap");
const Rewrapped = z
  .strictObject({ newest: z.string(), rewrapped: z.int(), remaining: z.int(), dry_run: z.boolean() })
  .openapi("RewrapProgress");

const SpaceKey = z.strictObject({ space_id: z.string(), key_version: z.int(), pending: z.int() }).openapi("SpaceKey");

export const adminEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: readKeys,
    method: "get",
    path: "/admin/keys",
    summary: "Which root keys are still needed (operator)",
    answers: { 200: { description: "The use of each root key.", schema: KeyUse } },
    errors: ["access_denied"],
    input: () => ({}),
    respond: (use, c) => c.json(use),
  }),
  endpoint({
    operation: rotateSpaceKey,
    method: "post",
    path: "/admin/spaces/{space_id}/rotate-key",
    summary: "Give a space's secrets a new key (operator)",
    params: z.object({ space_id: z.string() }),
    answers: { 200: { description: "The key in use, and how many versions still wait for it.", schema: SpaceKey } },
    errors: ["access_denied", "tenant_not_found"],
    input: ({ params }) => ({ spaceId: params.space_id }),
    respond: ({ spaceId, keyVersion, pending }, c) => c.json({ space_id: spaceId, key_version: keyVersion, pending }),
  }),
  endpoint({
    operation: rewrapKeys,
    method: "post",
    path: "/admin/rewrap",
    summary: "Seal records of older root keys under the newest (operator)",
    body: RewrapBody,
    bodyOptional: true,
    answers: { 200: { description: "What was done, and what is left.", schema: Rewrapped } },
    errors: ["access_denied"],
    input: ({ body }) => ({ dryRun: body.dry_run ?? false, limit: body.limit ?? 200 }),
    respond: ({ newest, rewrapped, remaining, dryRun }, c) => c.json({ newest, rewrapped, remaining, dry_run: dryRun }),
  }),
];
