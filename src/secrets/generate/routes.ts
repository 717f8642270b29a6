import { z } from "@hono/zod-openapi";
import { generationPolicyParams } from "../../generation/schemas";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { setETag } from "../../http/preconditions";
import { secretPath } from "../../http/secret-path";
import { Created, presentWritten, Updated } from "../present";
import { metadata, Options, optionsOf, secretType } from "../schemas";
import { generateSecret } from "./operation";

const GenerateBody = z
  .strictObject({
    path: secretPath,
    secret_type: secretType.optional(),
    metadata: metadata.optional(),
    options: Options.optional(),
  })
  .openapi("GenerateSecret");

export const generateEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: generateSecret,
    method: "post",
    path: "/secret-policies/{id}/generate",
    summary: "Make values into a secret; they are not shown",
    params: generationPolicyParams,
    body: GenerateBody,
    answers: {
      201: { description: "The secret is new.", schema: Created },
      200: { description: "A new version.", schema: Updated },
    },
    errors: [
      ...(["mfa_required", "ip_not_allowed", "time_window_violation"] as const),
      ...(["invalid_path", "invalid_secret_type", "invalid_duration"] as const),
      ...(["secret_policy_not_found", "rotation_policy_not_found"] as const),
      ...(["secret_exists", "version_conflict", "secret_expired"] as const),
    ],
    input: ({ params, body }) => ({
      id: params.id,
      path: body.path,
      secretType: body.secret_type,
      metadata: body.metadata,
      options: optionsOf(body.options),
    }),
    respond(written, c) {
      setETag(c, written.version);
      return c.json(presentWritten(written), written.previousVersion === null ? 201 : 200);
    },
  }),
];
