import { eq } from "drizzle-orm";
import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { integrationStates } from "../state-tables";
import { brokerStore } from "../store";
import type { Integration } from "../tables";
import { SECRET_ID_FORMAT } from "../vault/secret-id";
import type { SessionCall } from "../vault/session/rpc";

/** An integration as clients may see it: without what it takes to log in. */
export interface IntegrationView
  extends Pick<
    Integration,
    | "id"
    | "name"
    | "type"
    | "address"
    | "namespace"
    | "roleId"
    | "authMount"
    | "kvVersion"
    | "createdAtMs"
    | "updatedAtMs"
  > {
  readonly status: "unknown" | "healthy" | "failing";
  readonly lastCheckedAtMs: number | null;
}

export function viewOf({ db }: Context, row: Integration): IntegrationView {
  const state = db.select().from(integrationStates).where(eq(integrationStates.integrationId, row.id)).get();
  const {
    sealedSecretId: _,
    secretIdFormat: _format,
    rootKeyId: _key,
    revision: _revision,
    tenantId: _tenant,
    ...shown
  } = row;
  const status = state?.status ?? (row.type === "native" ? "healthy" : "unknown");
  return { ...shown, status, lastCheckedAtMs: state?.lastCheckedAtMs ?? null };
}

/** Missing and foreign ids give one answer. Ids are compared in lower case. */
export async function findIntegration(ctx: Context, id: string): Promise<Integration> {
  const { integrations } = await brokerStore(ctx).load();
  const row = integrations.get(id.toLowerCase()) ?? fail("not_found");
  aboutIntegration(ctx, row.id);
  return row;
}

/** The row of this call is about the integration. */
export function aboutIntegration({ audit }: Context, id: string): void {
  audit.annotate({ integration_id: id });
}

/** What the session object needs to log in for this integration. Throws AppError internal_error on a row without a secret id. */
export function sessionCall(ctx: Context, row: Integration): SessionCall {
  if (row.secretIdFormat !== SECRET_ID_FORMAT) return fail("internal_error"); // of a later release: not to be guessed
  const { id, address, namespace, authMount, roleId, sealedSecretId, rootKeyId, revision } = row;
  if (address === null || authMount === null || roleId === null || sealedSecretId === null || rootKeyId === null)
    return fail("internal_error");
  const sealed = { keyId: rootKeyId, bytes: new Uint8Array(sealedSecretId) };
  return {
    tenantId: ctx.space.id,
    integrationId: id,
    address,
    namespace,
    authMount,
    roleId,
    sealedSecretId: sealed,
    revision,
  };
}
