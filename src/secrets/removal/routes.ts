import { formatTimestamp } from "../../formats";
import { endpoint } from "../../http/endpoint";
import { setETag } from "../../http/preconditions";
import { AddressParams } from "../../http/secret-path";
import { ON_PATH } from "../faults";
import * as shape from "../present";
import { deleteSecret } from "../remove";
import { restoreSecret } from "../restore";
import { DeleteQuery, RestoreQuery } from "../schemas";

/** What takes a secret away, or one version of it, and what brings it back. */

export const removeEndpoint = endpoint({
  operation: deleteSecret,
  method: "delete",
  path: "/secrets/{path}",
  summary: "Delete a secret, softly or for good, or one version",
  params: AddressParams,
  query: DeleteQuery,
  preconditions: ["If-Match"],
  answers: { 200: { description: "What was deleted.", schema: shape.Removed } },
  errors: [...ON_PATH, "version_not_found", "precondition_failed"],
  input: ({ params, query, precondition }) => ({
    path: params.path,
    permanent: query.permanent ?? false,
    version: query.version ?? null,
    precondition,
  }),
  respond: (removed, c) => c.json(shape.presentRemoved(removed)),
});

export const restoreEndpoint = endpoint({
  operation: restoreSecret,
  method: "post",
  path: "/secrets/{path}/restore",
  summary: "Bring a softly deleted secret back, or one version of a secret",
  params: AddressParams,
  query: RestoreQuery,
  answers: { 200: { description: "It is back.", schema: shape.Restored } },
  errors: [...ON_PATH, "version_not_found"],
  input: ({ params, query }) => ({ path: params.path, version: query.version ?? null }),
  respond({ path, version, currentVersion, restoredAtMs }, c) {
    setETag(c, currentVersion);
    return c.json({ path, version, restored: true, restored_at: formatTimestamp(restoredAtMs) });
  },
});
