import { type Details, fail } from "../../errors";
import { findIdentity } from "../../identities/operations";
import type { Context } from "../../kernel/context";
import type { Place } from "../provider";
import type { Memory } from "../store";
import type { Access, Credential } from "../tables";
import { isSamePlace, placesOf } from "./place";
import { type CredentialRights, isAdministrator, type Purpose, rightsBy } from "./rights";

/** What the caller of this request may do with a credential. */
export const credentialRights = (ctx: Context, { access }: Pick<Credential, "access">): CredentialRights =>
  rightsBy(access, ctx.actor, ctx.space);

/** Who may not even see a credential is told that it is not there. Throws AppError access_denied, not_found. */
export function requireRight(ctx: Context, credential: Pick<Credential, "access">, purpose: Purpose): void {
  if (credentialRights(ctx, credential)[purpose]) return;
  if (purpose !== "see") refuse(ctx, purpose);
  fail("not_found");
}

/**
 * A credential with `access` guards the secret that it points at: who puts another pointer there, or another value, could get round
 * the access otherwise. `except`: the pointer that is being changed. Throws AppError access_denied.
 */
export function requirePlace(ctx: Context, memory: Memory, place: Place, except?: string): void {
  for (const credential of memory.credentials.values()) {
    if (credential.access === null || credential.id === except) continue;
    if (isAmong(placesIn(memory, credential), place)) requireRight(ctx, credential, "manage");
  }
}

/**
 * Who guards a place takes from others the right to change what they have there, and to push there. Where a credential without
 * access is, that takes an administrator, as giving access to that one would. `row`: as it will be; `before`: as it was.
 * Throws AppError access_denied.
 */
export function requireMayGuard(ctx: Context, memory: Memory, row: Credential, before?: Credential): void {
  if (row.access === null || isAdministrator(ctx.actor, ctx.space)) return;
  const old = before?.access ? placesIn(memory, before) : [];
  const taken = placesIn(memory, row).filter((place) => !isAmong(old, place));
  if (taken.length === 0) return;
  for (const other of memory.credentials.values()) {
    if (other.access !== null || other.id === row.id) continue;
    const there = placesIn(memory, other);
    if (taken.some((place) => isAmong(there, place))) refuse(ctx, "manage");
  }
}

function placesIn({ integrations }: Memory, credential: Credential): readonly Place[] {
  const integration = integrations.get(credential.integrationId);
  return integration ? placesOf(integration, credential) : [];
}

const isAmong = (places: readonly Place[], place: Place): boolean => places.some((one) => isSamePlace(one, place));

/** Who could see a credential is kept in the row of its end: by that its events are shown from then on. */
export const accessNote = (credential: Pick<Credential, "access"> | undefined): Details =>
  credential?.access ? { access: credential.access } : {};

/** An integration takes its credentials with it: all of them must be the caller's to delete. Throws AppError access_denied. */
export function requireIntegration(ctx: Context, memory: Memory, integrationId: string): void {
  for (const credential of memory.credentials.values())
    if (credential.integrationId === integrationId) requireRight(ctx, credential, "manage");
}

/**
 * To set `access` takes an administrator, or the right to manage: of a new credential by the access that it is given, of another by
 * the one that it has. A credential without access is everybody's who has the scope, so to take it from them takes an administrator.
 * Names that are new must be there. Throws AppError access_denied, identity_not_found.
 */
export function requireMaySetAccess(ctx: Context, before: Access | null | "new", after: Access | null): void {
  const judged = before === "new" ? after : before;
  const mayManage = judged !== null && credentialRights(ctx, { access: judged }).manage;
  if (!mayManage && !isAdministrator(ctx.actor, ctx.space)) refuse(ctx, "manage");
  const known = before === "new" || before === null ? { use: [], manage: [] } : before;
  for (const list of ["use", "manage"] as const)
    for (const [at, id] of (after?.[list] ?? []).entries())
      if (!(known.use.includes(id) || known.manage.includes(id) || findIdentity(ctx, id)))
        fail("identity_not_found", { field: `access.${list}[${at}]` });
}

function refuse(ctx: Context, permission: "use" | "manage"): never {
  ctx.audit.annotate({ permission });
  return fail("access_denied", { permission });
}
