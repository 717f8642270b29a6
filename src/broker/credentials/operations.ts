import { type Details, fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { newUuid } from "../../kernel/deployment";
import { given } from "../../kernel/given";
import { effect } from "../../kernel/operation";
import type { Page } from "../../kernel/page";
import { checkQuota } from "../../kernel/quota";
import { accessNote, credentialRights, requireMayGuard, requireMaySetAccess, requirePlace } from "../access/guard";
import { placesOf } from "../access/place";
import { codePathOf } from "../field-map";
import { matchesHost } from "../hosts/page-url";
import { hasName, nameBinding, requireFreeName } from "../names";
import { type ListRequest, pageByAge } from "../pages";
import { nextUpdatedAt } from "../records";
import { brokerStore } from "../store";
import type { Access, Credential, FieldMap } from "../tables";
import {
  aboutCredential,
  type CredentialView,
  checkPointer,
  findCredential,
  integrationOf,
  toView,
  viewsOf,
  type WrittenCredential,
  writtenOf,
} from "./queries";

const MAX_CREDENTIALS = 1000;

export interface NewCredential {
  readonly name: string;
  readonly vaultIntegrationId: string;
  readonly vaultPath: string;
  readonly fieldMap: FieldMap;
  /** Normalised already. */
  readonly allowedDomains: readonly string[];
  readonly access: Access | null;
}
export type CredentialChange = { readonly [K in keyof NewCredential]: NewCredential[K] | undefined };

export const createCredential = effect({
  name: "credentials.create",
  scope: "credentials:write",
  category: "broker_write",
  action: "credential.created",
  reach: "tenant",
  /** `isUnique`: only if no other bears its name. */
  async run(
    ctx,
    { vaultIntegrationId, isUnique, ...input }: NewCredential & { readonly isUnique: boolean },
  ): Promise<WrittenCredential> {
    return await brokerStore(ctx).exclusive(async (memory) => {
      const integration = integrationOf(memory.integrations, vaultIntegrationId);
      checkPointer(ctx, { integration, path: input.vaultPath }, input.fieldMap);
      for (const place of placesOf(integration, input)) requirePlace(ctx, memory, place);
      if (input.access !== null) requireMaySetAccess(ctx, "new", input.access);
      checkQuota(memory.credentials.size, MAX_CREDENTIALS, "invalid_request");
      const id = newUuid(ctx, ctx.now);
      if (isUnique) requireFreeName(memory.credentials.values(), input.name, id);
      const times = { createdAtMs: ctx.now, updatedAtMs: ctx.now };
      const row: Credential = { id, tenantId: ctx.space.id, integrationId: integration.id, ...input, ...times };
      requireMayGuard(ctx, memory, row);
      aboutCredential(ctx, id);
      ctx.audit.annotate(pointerOf(row));
      await brokerStore(ctx).insertCredential(ctx, memory, row);
      return writtenOf(ctx, row, integration);
    });
  },
});

export interface CredentialFilter extends ListRequest {
  readonly vaultIntegrationId: string | undefined;
  /** One exact host, normalised. */
  readonly domain: string | undefined;
  /** Exactly this one. */
  readonly name: string | undefined;
  /** Those that the caller may see, or only those that it may use. */
  readonly purpose: "see" | "use";
}

export const listCredentials = effect({
  name: "credentials.list",
  scope: "credentials:read",
  category: "broker_read",
  action: "credential.listed",
  reach: "tenant",
  async run(
    ctx,
    { vaultIntegrationId, domain, name, purpose, ...request }: CredentialFilter,
  ): Promise<Page<CredentialView>> {
    const { credentials } = await brokerStore(ctx).load();
    const integrationId = vaultIntegrationId?.toLowerCase();
    const fitting = [...credentials.values()].filter(
      (row) =>
        credentialRights(ctx, row)[purpose] &&
        hasName(row, name) &&
        (integrationId === undefined || row.integrationId === integrationId) &&
        (domain === undefined || matchesHost(domain, brokerStore(ctx).patternsOf(row))),
    );
    const binding = ["credentials", ctx.space.id, integrationId ?? "", domain ?? "", ...nameBinding(name)];
    const page = pageByAge(fitting, request, purpose === "see" ? binding : [...binding, purpose]);
    return { ...page, items: viewsOf(ctx, page.items) };
  },
});

export const readCredential = effect({
  name: "credentials.read",
  scope: "credentials:read",
  category: "broker_read",
  action: "credential.read",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<CredentialView> {
    return toView(ctx, await findCredential(ctx, id, "see"));
  },
});

/** Each given key replaces the old value whole; the result is checked as a whole. The log keeps where it pointed before. */
export const updateCredential = effect({
  name: "credentials.update",
  scope: "credentials:write",
  category: "broker_write",
  action: "credential.updated",
  reach: "tenant",
  async run(
    ctx,
    { id, change, isUnique }: { id: string; change: CredentialChange; isUnique: boolean },
  ): Promise<WrittenCredential> {
    const changed = Object.keys(change).filter((key) => change[key as keyof CredentialChange] !== undefined);
    if (changed.length === 0) fail("invalid_request", { reason: "empty" });
    return await brokerStore(ctx).exclusive(async (memory) => {
      const before = await findCredential(ctx, id, "manage");
      if (isUnique) requireFreeName(memory.credentials.values(), change.name ?? before.name, before.id);
      const { vaultIntegrationId, ...rest } = change;
      const integration = integrationOf(memory.integrations, vaultIntegrationId ?? before.integrationId);
      const updatedAtMs = nextUpdatedAt(before.updatedAtMs, ctx.now);
      const row: Credential = { ...before, ...given(rest), integrationId: integration.id, updatedAtMs };
      // Who says anew what is read, or who gets it, needs the right to read it where that is a secret of the tenant's own.
      if (changed.some((key) => key !== "name")) {
        checkPointer(ctx, { integration, path: row.vaultPath }, row.fieldMap);
        for (const place of placesOf(integration, row)) requirePlace(ctx, memory, place, row.id);
      }
      if (change.access !== undefined) requireMaySetAccess(ctx, before.access, row.access);
      requireMayGuard(ctx, memory, row, before);
      ctx.audit.annotate({ changed, ...changesOf(before, row) });
      tellDomains(ctx, before, row);
      await brokerStore(ctx).updateCredential(ctx, memory, row);
      return writtenOf(ctx, row, integration);
    });
  },
});

/** Only the pointer goes; the vault keeps its secret. */
export const deleteCredential = effect({
  name: "credentials.delete",
  scope: "credentials:write",
  category: "broker_write",
  action: "credential.deleted",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<null> {
    return await brokerStore(ctx).exclusive(async (memory) => {
      const row = await findCredential(ctx, id, "manage");
      ctx.audit.annotate(pointerOf(row));
      await brokerStore(ctx).deleteCredential(ctx, memory, row.id);
      return null;
    });
  },
});

/** Where it points, for which hosts, and for whom if not for all: what the log keeps of a credential that comes or goes. */
const pointerOf = ({ integrationId, vaultPath, fieldMap, allowedDomains, access }: Credential): Details => ({
  vault_integration_id: integrationId,
  vault_path: vaultPath,
  ...codePathNote({ fieldMap }),
  allowed_domains: allowedDomains,
  ...accessNote({ access }),
});

const codePathNote = ({ fieldMap }: Pick<Credential, "fieldMap">): Details => {
  const path = codePathOf(fieldMap);
  return path === undefined ? {} : { totp_path: path };
};

/** Webhooks hear of hosts that are new or gone; another order of the same is no change. */
function tellDomains(ctx: Context, before: Credential, after: Credential): void {
  const added = after.allowedDomains.filter((pattern) => !before.allowedDomains.includes(pattern));
  const removed = before.allowedDomains.filter((pattern) => !after.allowedDomains.includes(pattern));
  if (added.length + removed.length > 0)
    ctx.emit({ type: "credential.domains_changed", data: { credential_id: after.id, added, removed } });
}

function changesOf(before: Credential, after: Credential): Details {
  const old: Details = { totp_path: null, ...pointerOf(before), access: before.access };
  const changed = Object.entries({ totp_path: null, ...pointerOf(after), access: after.access }).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key]),
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, { old: old[key] ?? null, new: value }]));
}
