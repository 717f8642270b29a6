import { eq } from "drizzle-orm";
import { fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { requireRight } from "../access/guard";
import type { Purpose } from "../access/rights";
import { nativePathFault } from "../native";
import { isReservedAnywhere, isReservedFirst } from "../path-text";
import { credentialStates } from "../state-tables";
import { brokerStore } from "../store";
import type { Credential, Integration } from "../tables";
import { hasDataSegment } from "../vault/paths";

export type CredentialView = Omit<Credential, "tenantId"> & { readonly lastUsedAtMs: number | null };

/** A credential as its writer sees it: with what is odd about it, though it may be stored. */
export interface WrittenCredential extends CredentialView {
  readonly warnings: readonly "missing_data_segment"[];
}

export const writtenOf = (ctx: Context, row: Credential, { type, kvVersion }: Integration): WrittenCredential => {
  const isLacking = type !== "native" && kvVersion === 2 && !hasDataSegment(row.vaultPath);
  return { ...viewOf(ctx, row), warnings: isLacking ? ["missing_data_segment"] : [] };
};

export function viewOf({ db }: Context, { tenantId: _, ...row }: Credential): CredentialView {
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
  const { credentials } = await brokerStore(ctx).load();
  const row = credentials.get(id.toLowerCase()) ?? fail("not_found");
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
export function checkPointer(ctx: Context, { type, kvVersion }: Integration, vaultPath: string): void {
  if (type === "native") {
    const fault = nativePathFault(vaultPath);
    if (fault) fail("invalid_request", { fields: { vaultPath: fault } });
    ctx.audit.secretPath = vaultPath;
    ctx.require("read", vaultPath);
  } else if (isReservedFirst(vaultPath) || (kvVersion === 1 && isReservedAnywhere(vaultPath)))
    fail("invalid_request", { fields: { vaultPath: "reserved" } });
}
