import { fail } from "../../errors";
import { ChangeFailed } from "../../kernel/change";
import type { EffectContext } from "../../kernel/context";
import { newUuid } from "../../kernel/deployment";
import { effect } from "../../kernel/operation";
import type { Page } from "../../kernel/page";
import { checkQuota } from "../../kernel/quota";
import { accessNote, requireIntegration } from "../access/guard";
import { hasName, nameBinding, requireFreeName } from "../names";
import { type ListRequest, pageByAge } from "../pages";
import type { GivenSecretId } from "../provider";
import { columnsOf, type NewIntegration, needsLogin, providerOf } from "../providers";
import { nextUpdatedAt } from "../records";
import { brokerStore, type Memory } from "../store";
import type { Integration } from "../tables";
import { aboutIntegration, findIntegration, type IntegrationView, toView } from "./queries";

const MAX_INTEGRATIONS = 50;

interface IntegrationRequest {
  readonly body: NewIntegration;
  readonly verify: boolean;
  readonly isUnique: boolean;
}

export const createIntegration = effect({
  name: "integrations.create",
  scope: "integrations:write",
  category: "broker_write",
  action: "integration.created",
  reach: "tenant",
  /** `verify`: store it only if a login works. `isUnique`: only if no other bears its name. */
  async run(ctx, { body, verify: isAsked, isUnique }: IntegrationRequest): Promise<IntegrationView> {
    const verify = isAsked || needsLogin(body);
    const id = newUuid(ctx, ctx.now);
    aboutIntegration(ctx, id);
    checkNew(await brokerStore(ctx).load(), { id, name: body.name, isUnique });
    const record = {
      id,
      tenantId: ctx.space.id,
      name: body.name,
      type: body.type,
      revision: 1,
      createdAtMs: ctx.now,
      updatedAtMs: ctx.now,
    };
    // Before the turn of the writers: a store that is slow must not hold up the tenant's other changes.
    const row: Integration = { ...record, ...(await columnsOf(ctx, record, { body, verify })) };
    const { login } = providerOf(row);
    const isVerified = verify && login !== null;
    try {
      return await insert(ctx, row, { isVerified, isUnique });
    } catch (e) {
      // Once the change is begun, what becomes of it says whether there is an integration to hold a token for.
      if (isVerified && !(e instanceof ChangeFailed)) await login.forget(ctx, id);
      throw e;
    }
  },
});

async function insert(
  ctx: EffectContext,
  row: Integration,
  { isVerified, isUnique }: { readonly isVerified: boolean; readonly isUnique: boolean },
): Promise<IntegrationView> {
  return await brokerStore(ctx).exclusive(async (memory) => {
    checkNew(memory, { ...row, isUnique });
    const state = isVerified ? stateAfter(isVerified, ctx.clock()) : null;
    await brokerStore(ctx).insertIntegration(ctx, memory, row, state);
    return { ...toView(ctx, row), ...state };
  });
}

export const listIntegrations = effect({
  name: "integrations.list",
  scope: "integrations:read",
  category: "broker_read",
  action: "integration.listed",
  reach: "tenant",
  async run(
    ctx,
    { name, ...request }: ListRequest & { readonly name: string | undefined },
  ): Promise<Page<IntegrationView>> {
    const { integrations } = await brokerStore(ctx).load();
    const named = [...integrations.values()].filter((row) => hasName(row, name));
    const page = pageByAge(named, request, ["vault-integrations", ctx.space.id, ...nameBinding(name)]);
    return { ...page, items: page.items.map((row) => toView(ctx, row)) };
  },
});

export const readIntegration = effect({
  name: "integrations.read",
  scope: "integrations:read",
  category: "broker_read",
  action: "integration.read",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<IntegrationView> {
    return toView(ctx, await findIntegration(ctx, id));
  },
});

/** From the answer on every new login uses the new secret id; work that holds a token finishes with it. */
export const rotateIntegration = effect({
  name: "integrations.rotate",
  scope: "integrations:write",
  category: "broker_write",
  action: "integration.rotated",
  reach: "tenant",
  async run(
    ctx,
    { id, secretId, verify: isAsked }: { id: string; secretId: GivenSecretId; verify: boolean },
  ): Promise<IntegrationView> {
    const verify = isAsked || secretId.isWrapped;
    const known = await findIntegration(ctx, id);
    const login = providerOf(known).login ?? fail("invalid_request", { fields: { secretId: "unsupported" } });
    // Outside the turn of the writers, as above.
    const sealed = await login.rotate(ctx, known, { secretId, verify });
    const state = stateAfter(verify, ctx.clock());
    return await changing(ctx, id, async (before) => ({
      row: { ...before, ...sealed, revision: before.revision + 1 },
      state,
    }));
  },
});

export const renameIntegration = effect({
  name: "integrations.rename",
  scope: "integrations:write",
  category: "broker_write",
  action: "integration.renamed",
  reach: "tenant",
  async run(ctx, { id, name, isUnique }: { id: string; name: string; isUnique: boolean }): Promise<IntegrationView> {
    return await changing(ctx, id, async (before, { integrations }) => {
      if (isUnique) requireFreeName(integrations.values(), name, before.id);
      return { row: { ...before, name } };
    });
  },
});

/** The credentials that point at it go in the same SQL statement. Nothing is called or revoked in the vault. */
export const deleteIntegration = effect({
  name: "integrations.delete",
  scope: "integrations:write",
  category: "broker_write",
  action: "integration.deleted",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<null> {
    return await brokerStore(ctx).exclusive(async (memory) => {
      const row = await findIntegration(ctx, id);
      requireIntegration(ctx, memory, row.id);
      const gone = brokerStore(ctx).credentialsOf(memory, row.id);
      ctx.audit.annotate({ credentials: gone.length });
      for (const credentialId of gone)
        ctx.audit.add("credential.deleted", {
          cause: "integration_deleted",
          credential_id: credentialId,
          vault_integration_id: row.id,
          ...accessNote(memory.credentials.get(credentialId)),
        });
      await brokerStore(ctx).deleteIntegration(ctx, memory, row);
      return null;
    });
  },
});

/** Throws AppError: there are too many, or another bears the name that is to be unique. */
function checkNew(
  { integrations }: Pick<Memory, "integrations">,
  { id, name, isUnique }: { readonly id: string; readonly name: string; readonly isUnique: boolean },
): void {
  checkQuota(integrations.size, MAX_INTEGRATIONS, "invalid_request");
  if (isUnique) requireFreeName(integrations.values(), name, id);
}

const stateAfter = (verified: boolean, nowMs: number) =>
  verified
    ? ({ status: "healthy", lastCheckedAtMs: nowMs } as const)
    : ({ status: "unknown", lastCheckedAtMs: null } as const);

interface Change {
  readonly row: Integration;
  readonly state?: Pick<IntegrationView, "status" | "lastCheckedAtMs">;
}

async function changing(
  ctx: EffectContext,
  id: string,
  change: (before: Integration, memory: Memory) => Promise<Change>,
): Promise<IntegrationView> {
  return await brokerStore(ctx).exclusive(async (memory) => {
    const before = await findIntegration(ctx, id);
    const { row: changed, state } = await change(before, memory);
    const row = { ...changed, updatedAtMs: nextUpdatedAt(before.updatedAtMs, ctx.now) };
    await brokerStore(ctx).updateIntegration(ctx, memory, row, state ?? null);
    return { ...toView(ctx, row), ...state };
  });
}
