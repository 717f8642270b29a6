import { eq } from "drizzle-orm";
import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import type { ReasonWord } from "../../reason-words";
import { requireRight } from "../access/guard";
import type { Purpose } from "../access/rights";
import { codePathOf, needsSecret } from "../field-map";
import type { PathWarning, Place } from "../provider";
import { providerOf } from "../providers";
import { credentialStates } from "../state-tables";
import { brokerStore, type Memory } from "../store";
import type { Credential, FieldMap, Integration } from "../tables";

export type CredentialView = Omit<Credential, "tenantId"> & { readonly lastUsedAtMs: number | null };

/** A credential as its writer sees it: with what is odd about it, though it may be stored. */
export interface WrittenCredential extends CredentialView {
  readonly warnings: readonly PathWarning[];
}

export const writtenOf = (ctx: Context, row: Credential, integration: Integration): WrittenCredential => ({
  ...toView(ctx, row),
  // Where no field is read, it does not matter.
  warnings: needsSecret(row.fieldMap) ? providerOf(integration).pathWarnings({ integration, path: row.vaultPath }) : [],
});

export function toView({ db }: Context, { tenantId: _, ...row }: Credential): CredentialView {
  const state = db.select().from(credentialStates).where(eq(credentialStates.credentialId, row.id)).get();
  return { ...row, lastUsedAtMs: state?.lastUsedAtMs ?? null };
}

/** As `viewOf`, for lists: one statement, however many rows. */
export function viewsOf({ db }: Context, rows: readonly Credential[]): CredentialView[] {
  const states = db.select().from(credentialStates).all();
  const usedAtMs = new Map(states.map(({ credentialId, lastUsedAtMs }) => [credentialId, lastUsedAtMs]));
  return rows.map(({ tenantId: _, ...row }) => ({ ...row, lastUsedAtMs: usedAtMs.get(row.id) ?? null }));
}

/**
 * The credential, for a purpose that the caller has the right to. Missing and foreign ids give one answer, and so does `see` on one
 * that the caller may not see. Ids are compared in lower case. Throws AppError not_found, access_denied.
 */
export async function findCredential(ctx: Context, id: string, purpose: Purpose): Promise<Credential> {
  return credentialIn(ctx, await brokerStore(ctx).load(), { id, purpose });
}

/** A credential, and the integration that it points at. */
export interface Pointer {
  readonly credential: Credential;
  readonly integration: Integration;
}

/** As `findCredential`. */
export async function findPointer(ctx: Context, id: string, purpose: Purpose): Promise<Pointer> {
  const memory = await brokerStore(ctx).load();
  const credential = credentialIn(ctx, memory, { id, purpose });
  return { credential, integration: memory.integrations.get(credential.integrationId) ?? fail("not_found") };
}

function credentialIn(ctx: Context, memory: Memory, { id, purpose }: { id: string; purpose: Purpose }): Credential {
  const row = memory.credentials.get(id.toLowerCase()) ?? fail("not_found");
  aboutCredential(ctx, row.id);
  requireRight(ctx, row, purpose);
  return row;
}

/** The row of this call is about the credential. */
export function aboutCredential({ audit }: Context, id: string): void {
  audit.annotate({ credential_id: id });
}

/** The integration that a body names. Unknown, foreign and malformed ids give one answer. */
export function integrationOf(integrations: ReadonlyMap<string, Integration>, id: string): Integration {
  return integrations.get(id.toLowerCase()) ?? fail("unknown_vault_integration", { field: "vaultIntegrationId" });
}

/**
 * What can be said of a pointer only with its integration at hand. To point at a secret of the tenant's own takes the right to
 * read it, whether or not it exists. Throws AppError invalid_request, and the codes of a refused right.
 */
export function checkPointer(ctx: Context, place: Place, fieldMap: FieldMap): void {
  const provider = providerOf(place.integration);
  const fault = provider.pathFault(place);
  const codePath = codePathOf(fieldMap);
  const codeFault = codePath === undefined ? undefined : provider.codes?.pathFault(codePath);
  const fields: Record<string, ReasonWord> = {
    ...(fault ? { vaultPath: fault } : {}),
    ...(codePath !== undefined && provider.codes === null ? { "fieldMap.totp": "unsupported" } : {}),
    ...(codeFault ? { "fieldMap.totp.path": codeFault } : {}),
  };
  if (Object.keys(fields).length > 0) fail("invalid_request", { fields });
  provider.requireRight(ctx, "read", place.path);
}
