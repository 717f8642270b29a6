import { endpoint } from "../../http/endpoint";
import { ON_PATH } from "../faults";
import { Batch, batchText, MetadataBatch, presentErrors } from "../present";
import { BatchBody, MetadataBatchBody } from "../schemas";
import { presentMetadata } from "../shown";
import { readBatch, readMetadataBatch } from "./operations";

const readMany = endpoint({
  operation: readBatch,
  method: "post",
  path: "/secrets/batch",
  summary: "Read up to 100 values",
  body: BatchBody,
  answers: { 200: { description: "What was found, and what was not.", schema: Batch } },
  errors: [...ON_PATH, "version_not_found", "secret_expired"],
  input: ({ body }) => ({
    paths: body.paths,
    version: body.options?.version ?? null,
    failFast: body.options?.fail_fast ?? false,
    includeMetadata: body.options?.include_metadata ?? false,
  }),
  respond: (result, c) => c.body(batchText(result), 200, { "Content-Type": "application/json" }),
});

const readManyMetadata = endpoint({
  operation: readMetadataBatch,
  method: "post",
  path: "/secrets/batch/metadata",
  summary: "Read everything but the values of many secrets, also by patterns",
  body: MetadataBatchBody,
  answers: { 200: { description: "What was found, and what was not.", schema: MetadataBatch } },
  errors: [...ON_PATH, "invalid_glob"],
  input: ({ body }) => ({
    paths: body.paths,
    expandWildcards: body.options?.expand_wildcards ?? false,
    failFast: body.options?.fail_fast ?? false,
  }),
  respond: ({ found, errors, truncated }, c) =>
    c.json({
      secrets: Object.fromEntries(found.map(([path, view]) => [path, presentMetadata(view)])),
      errors: presentErrors(errors),
      truncated,
    }),
});

export const batchEndpoints = { readMany, readManyMetadata };
