import { eq } from "drizzle-orm";
import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { providerOf } from "../providers";
import { integrationStates } from "../state-tables";
import type { LoginStatus } from "../states";
import { brokerStore } from "../store";
import type { Integration } from "../tables";

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
  readonly authMethod: string | null;
  readonly status: LoginStatus;
  readonly lastCheckedAtMs: number | null;
}

export function toView({ db }: Context, row: Integration): IntegrationView {
  const state = db.select().from(integrationStates).where(eq(integrationStates.integrationId, row.id)).get();
  const {
    sealedSecretId: _,
    secretIdFormat: _format,
    rootKeyId: _key,
    revision: _revision,
    tenantId: _tenant,
    ...shown
  } = row;
  const { login, initialStatus } = providerOf(row);
  const authMethod = login?.method ?? null;
  const status = state?.status ?? initialStatus;
  return { ...shown, authMethod, status, lastCheckedAtMs: state?.lastCheckedAtMs ?? null };
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
