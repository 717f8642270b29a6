import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppEnv } from "../../http/app-env";
import { Timestamp } from "../../http/fields";
import type { EventData, EventType } from "../../kernel/event";
import { TEST_EVENT } from "../../kernel/event";

/** What webhooks send, for the document alone. A field that an event gets or loses does not compile here before it is told. */
type Fields<Data> = { readonly [Key in keyof Data]-?: z.ZodType<Widened<Data[Key]> | undefined> };
/** A boolean that is always true is a plain one for generators of clients. */
type Widened<Value> = Value extends true ? boolean : Value;

const text = z.string();
const whole = z.int();
const nullable = text.nullable();
const versions = { old_version: whole, new_version: whole };
const policy = { policy_id: text, name: text };
const binding = {
  policy_id: text,
  binding_id: text,
  identity_type: z.enum(["user", "service_account", "group"]),
  identity_id: text,
};
const rotation = { rotation_policy_id: text, rotation_policy_name: text };
const signIn = { credential_id: text, authentication_id: text, mode: text, verdict: nullable, host: nullable };
const expiry = { expires_at: Timestamp };
const patterns = z.array(text);

const DATA: { readonly [Type in EventType]: Fields<EventData[Type]> } = {
  "secret.created": {
    version: whole,
    secret_type: text,
    created_by: text,
    tags: z.array(text),
    expires_at: Timestamp.nullable(),
  },
  "secret.updated": { ...versions, updated_by: text, is_rotation: z.boolean() },
  "secret.deleted": {
    version_count: whole,
    deleted_by: text,
    permanent: z.boolean(),
    recoverable_until: Timestamp.optional(),
    version: whole.optional(),
  },
  "secret.rotated": {
    rotation_policy_id: nullable,
    rotation_policy_name: nullable,
    ...versions,
    grace_period_ends: Timestamp,
    auto_generated: z.boolean(),
  },
  "secret.expiring": { ...expiry, days_remaining: whole, threshold: text },
  "secret.expired": expiry,
  "secret.restored": { version: whole, restored_by: text },
  "secret.accessed": { version: whole, accessed_by: text },
  "policy.created": policy,
  "policy.updated": policy,
  "policy.deleted": policy,
  "policy.binding.created": binding,
  "policy.binding.deleted": binding,
  "policy.violation": { permission: text, reason: text, source_ip: nullable },
  "credential.domains_changed": { credential_id: text, added: patterns, removed: patterns },
  "credential.authenticated": { ...signIn, status: text },
  "credential.authentication_failed": { ...signIn, code: nullable },
  "rotation.due": { ...rotation, due_at: Timestamp, warn_before: text.optional(), due_now: z.boolean().optional() },
  "rotation.overdue": { ...rotation, due_at: Timestamp, overdue_since: Timestamp },
  "rotation.completed": {
    ...rotation,
    ...versions,
    trigger: z.enum(["schedule", "manual", "put"]),
    next_rotation: Timestamp.nullable(),
  },
  "rotation.failed": {
    ...rotation,
    reason: z.enum(["secret_policy_required", "secret_expired", "version_not_found", "internal"]),
    attempt: whole,
    next_attempt_at: Timestamp.nullable(),
  },
  "wrapping.unwrap_refused": {
    accessor: text,
    creation_path: text,
    wrapped_by: text,
    used_at: Timestamp,
    source_ip: nullable,
  },
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const componentOf = (type: string): string => `${type.split(/[._]/).map(capital).join("")}Event`;

const payload = (type: string, data: z.ZodRawShape) =>
  z
    .strictObject({
      event_id: text,
      event_type: z.enum([type]),
      timestamp: text.openapi({ format: "date-time", example: "2026-05-11T09:30:00.125Z" }),
      tenant_id: nullable,
      partner_id: nullable,
      identity_id: text,
      path: text.optional(),
      data: z.strictObject(data),
      request_id: nullable,
    })
    .openapi(componentOf(type));

const headers = z.object({
  "webhook-id": text.openapi({ description: "The event's id: the same on every attempt." }),
  "webhook-timestamp": text.openapi({ description: "When it was sent, in seconds since 1970." }),
  "webhook-signature": text.openapi({
    description: "By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret.",
  }),
});

/** What webhooks send, as the document's `webhooks`, by the type of event. */
export function documentWebhooks(app: OpenAPIHono<AppEnv>): void {
  const all = { ...DATA, [TEST_EVENT]: { webhook_id: text, message: text } };
  for (const [type, data] of Object.entries<z.ZodRawShape>(all))
    app.openAPIRegistry.registerWebhook({
      method: "post",
      path: type,
      tags: ["Webhooks"],
      summary: `What a webhook sends of ${type}`,
      security: [],
      request: { headers, body: { required: true, content: { "application/json": { schema: payload(type, data) } } } },
      responses: { "2XX": { description: "Taken. Any other answer, or none in 10 seconds: it is sent again." } },
    });
}
