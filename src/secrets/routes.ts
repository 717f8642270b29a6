import type { Context } from "hono";
import { formatTimestamp } from "../formats";
import type { AppEnv } from "../http/app-env";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { setETag } from "../http/preconditions";
import { AddressParams } from "../http/secret-path";
import { batchEndpoints } from "./batch/routes";
import { CONDITIONS, ON_PATH } from "./faults";
import { listExpiring, listSecrets } from "./list";
import { listText, presentExpiring } from "./listed";
import { listVersions, readMetadata } from "./metadata";
import { patchSecret } from "./patch";
import * as shape from "./present";
import { readSecret } from "./read";
import { removeEndpoint as remove, restoreEndpoint as restore } from "./removal/routes";
import { rotateSecret } from "./rotation/rotate";
import { endpointsOf, routeMatcher } from "./route-matcher";
import { ExpiringQuery, ListQuery, listFrom, optionsOf, PatchBody, PutBody, ReadQuery, RotateBody } from "./schemas";
import { presentMetadata } from "./shown";
import { putSecret } from "./write";

const MAX_BODY_BYTES = 1_179_648;
const POLICIES = ["rotation_policy_not_found", "secret_policy_not_found"] as const;

/** JSON text as it stands. */
const jsonText = (c: Context<AppEnv>, text: string) => c.body(text, 200, { "Content-Type": "application/json" });

const list = endpoint({
  operation: listSecrets,
  method: "get",
  path: "/secrets",
  summary: "List the secrets that the caller may list",
  query: ListQuery,
  repeatable: ["tag"],
  answers: { 200: { description: "One page, by path.", schema: shape.List } },
  errors: ["invalid_secret_type", "invalid_cursor"],
  input: ({ query }) => listFrom(query),
  respond: (page, c) => jsonText(c, listText(page)),
});

const expiring = endpoint({
  operation: listExpiring,
  method: "get",
  path: "/secrets/expiring",
  summary: "List what expires soon",
  query: ExpiringQuery,
  answers: { 200: { description: "One page, soonest first.", schema: shape.Expiring } },
  errors: ["invalid_cursor"],
  input: ({ query }) => ({ days: query.days, prefix: query.prefix ?? "", limit: query.limit, cursor: query.cursor }),
  respond: (page, c) => c.json(presentPage("secrets", page, presentExpiring)),
});

const read = endpoint({
  operation: readSecret,
  method: "get",
  path: "/secrets/{path}",
  summary: "Read a value",
  params: AddressParams,
  query: ReadQuery,
  answers: { 200: { description: "The secret, with its value.", schema: shape.Value } },
  errors: [...ON_PATH, "version_not_found", "secret_expired"],
  input: ({ params, query }) => ({ path: params.path, version: query.version ?? null }),
  respond(value, c) {
    setETag(c, value.version);
    return jsonText(c, shape.valueText(value));
  },
});

const put = endpoint({
  operation: putSecret,
  method: "put",
  path: "/secrets/{path}",
  summary: "Create a secret, or a new version of it",
  params: AddressParams,
  body: PutBody,
  exact: ["data"],
  maxBodyBytes: MAX_BODY_BYTES,
  preconditions: ["If-Match", "If-None-Match"],
  answers: {
    201: { description: "The secret is new.", schema: shape.Created },
    200: { description: "A new version.", schema: shape.Updated },
  },
  errors: [
    ...[...CONDITIONS, ...POLICIES],
    ...(["invalid_path", "invalid_secret_type", "invalid_duration"] as const),
    ...(["secret_exists", "version_conflict", "precondition_failed", "secret_expired"] as const),
  ],
  input: ({ params, body, precondition }) => ({
    path: params.path,
    data: body.data,
    secretType: body.secret_type,
    metadata: body.metadata,
    options: optionsOf(body.options),
    precondition,
  }),
  respond(written, c) {
    setETag(c, written.version);
    return c.json(shape.presentWritten(written), written.previousVersion === null ? 201 : 200);
  },
});

const patch = endpoint({
  operation: patchSecret,
  method: "patch",
  path: "/secrets/{path}",
  summary: "Change metadata and options",
  params: AddressParams,
  body: PatchBody,
  immutable: ["secret_type", "data"],
  preconditions: ["If-Match"],
  answers: { 200: { description: "The metadata.", schema: shape.Metadata } },
  errors: [...ON_PATH, ...POLICIES, "invalid_duration", "precondition_failed"],
  input: ({ params, body, precondition }) => ({
    path: params.path,
    metadata: body.metadata,
    options: optionsOf(body.options),
    precondition,
  }),
  respond(view, c) {
    setETag(c, view.currentVersion);
    return c.json(presentMetadata(view));
  },
});

const versions = endpoint({
  operation: listVersions,
  method: "get",
  path: "/secrets/{path}/versions",
  summary: "List the versions that are kept, deleted and destroyed ones too",
  params: AddressParams,
  answers: { 200: { description: "Newest first.", schema: shape.Versions } },
  errors: ON_PATH,
  input: ({ params }) => params,
  respond: ({ path, versions: all }, c) => c.json({ path, versions: all.map(shape.presentVersion) }),
});

const metadata = endpoint({
  operation: readMetadata,
  method: "get",
  path: "/secrets/metadata/{path}",
  summary: "Read everything but the value",
  params: AddressParams,
  answers: { 200: { description: "The metadata.", schema: shape.Metadata } },
  errors: ON_PATH,
  input: ({ params }) => params,
  respond(view, c) {
    setETag(c, view.currentVersion);
    return c.json(presentMetadata(view));
  },
});

const rotate = endpoint({
  operation: rotateSecret,
  method: "post",
  path: "/secrets/{path}/rotate",
  summary: "Replace the value; older versions stay readable for a while",
  params: AddressParams,
  body: RotateBody,
  exact: ["new_value"],
  bodyOptional: true,
  maxBodyBytes: MAX_BODY_BYTES,
  preconditions: ["If-Match"],
  answers: { 200: { description: "The new version.", schema: shape.Rotated } },
  errors: [
    ...ON_PATH,
    ...([
      "version_not_found",
      "invalid_duration",
      "version_conflict",
      "precondition_failed",
      "secret_expired",
    ] as const),
  ],
  input: ({ params, body, precondition }) => ({
    path: params.path,
    reason: body.reason ?? null,
    newValue: body.new_value,
    gracePeriodMs: body.grace_period?.ms,
    precondition,
  }),
  respond(done, c) {
    setETag(c, done.version);
    return c.json({
      path: done.path,
      version: done.version,
      previous_version: done.previousVersion,
      rotated_at: formatTimestamp(done.rotatedAtMs),
      grace_period_ends: formatTimestamp(done.gracePeriodEndsMs),
      auto_generated: done.autoGenerated,
    });
  },
});

/** The routes on one space's own secrets; a partner's shared secrets have the same. */
export const own = { list, expiring, read, put, patch, remove, versions, metadata, restore, rotate };

const { readMany, readManyMetadata } = batchEndpoints;
const STORE = {
  expiring: { GET: expiring },
  batch: { POST: readMany },
  batch_metadata: { POST: readManyMetadata },
  secret: { GET: read, PUT: put, PATCH: patch, DELETE: remove },
  versions: { GET: versions },
  metadata: { GET: metadata },
  restore: { POST: restore },
  rotate: { POST: rotate },
};
export const listEndpoint: Endpoint = list;
export const secretEndpoints = endpointsOf(STORE);
export const chooseSecretEndpoint = routeMatcher(STORE);
