import { type Endpoint, endpoint } from "../../http/endpoint";
import { presentAttached, presentHistory } from "../../rotation/present";
import * as schemas from "../../rotation/schemas";
import { attachSecret, detachSecret } from "./attach";
import { rotateAttached } from "./rotate-by-policy";

const attached = (description: string) => ({ schema: schemas.Attached, description });

/** What a rotation policy does to secrets. */
export const policyRotationEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: attachSecret,
    method: "post",
    path: "/rotation/policies/{id}/secrets",
    summary: "Attach a secret; one that follows another policy is moved",
    params: schemas.policyParams,
    body: schemas.AttachBody,
    answers: { 201: attached("It follows this policy now."), 200: attached("It followed this policy already.") },
    errors: ["rotation_policy_not_found", "invalid_path", "secret_not_found"],
    input: ({ params, body }) => ({ policyId: params.id, path: body.secret_path }),
    respond: ({ attachment, isNew }, c) => c.json(presentAttached(attachment), isNew ? 201 : 200),
  }),
  endpoint({
    operation: detachSecret,
    method: "delete",
    path: "/rotation/policies/{id}/secrets/{path}",
    summary: "Detach a secret; its values stay",
    params: schemas.attachedParams,
    answers: { 204: { description: "It follows no policy now.", schema: null } },
    errors: ["rotation_policy_not_found", "invalid_path", "secret_not_found"],
    input: ({ params }) => ({ policyId: params.id, path: params.path }),
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: rotateAttached,
    method: "post",
    path: "/rotation/policies/{id}/rotate",
    summary: "Rotate secrets of a policy now; the server makes the values",
    params: schemas.policyParams,
    body: schemas.RotateBody,
    bodyOptional: true,
    answers: { 200: { description: "A row per path, in order.", schema: schemas.HistoryEntry.array() } },
    errors: ["rotation_policy_not_found"],
    input: ({ params, body }) => ({ ...params, paths: body.secret_paths }),
    respond: (rows, c) => c.json(rows.map(presentHistory)),
  }),
];
