import { z } from "@hono/zod-openapi";
import { whoami } from "../../identities/operations";
import { Whoami } from "../../identities/schemas";
import { tool } from "../tool";
import { READS } from "./shared";

const { identity_id, tenant_id, scopes } = Whoami.shape;

export const whoamiTool = tool({
  operation: whoami,
  name: "whoami",
  title: "Who am I",
  description:
    "Tells which identity your token belongs to, in which tenant, and which scopes it has. Use it to find out why another tool was refused. It shows nothing of the token itself.",
  hints: READS,
  args: z.strictObject({}),
  result: z.strictObject({ identity_id, identity_type: z.string(), tenant_id, scopes }),
  input: () => ({}),
  present: ({ identityId, identityType, tenantId, scopes: held }) => ({
    identity_id: identityId,
    identity_type: identityType,
    tenant_id: tenantId,
    scopes: [...held],
  }),
});
