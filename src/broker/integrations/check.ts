import { effect } from "../../kernel/operation";
import type { IntegrationCheck } from "../provider";
import { providerOf } from "../providers";
import { setState } from "../states";
import { brokerStore } from "../store";
import { findIntegration } from "./queries";

/** Proves the login, or what is held of one. It always has an answer: a store that refuses is what it was asked to find. */
export const testIntegration = effect({
  name: "integrations.test",
  scope: "integrations:write",
  category: "broker_test",
  action: "integration.tested",
  reach: "tenant",
  async run(ctx, { id, freshLogin }: { id: string; freshLogin: boolean }): Promise<Omit<IntegrationCheck, "status">> {
    const row = await findIntegration(ctx, id);
    const { status, ...found } = await providerOf(row).check(ctx, row, { freshLogin });
    const { ok, stage, code, hint, checkedAtMs } = found;
    const { integrations } = await brokerStore(ctx).load();
    // A secret id that was rotated meanwhile, or an integration that is gone, was not what was tested.
    if (status !== null && integrations.get(row.id)?.revision === row.revision)
      ctx.defer((at) => setState(at, row.id, status, checkedAtMs));
    ctx.audit.annotate({ ok, stage, ...(code === null ? {} : { code }), ...(hint === null ? {} : { hint }) });
    return found;
  },
});
