import type { Context } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { checkStoredAddress } from "../../outbound/address";
import { setState } from "../states";
import { brokerStore } from "../store";
import { rethrowOwnFault, vaultOf } from "../vault/of-integration";
import { findIntegration } from "./queries";

export interface IntegrationTested {
  readonly ok: boolean;
  /** The last one reached. */
  readonly stage: "address" | "login" | "lookup";
  readonly code: string | null;
  readonly checkedAtMs: number;
  readonly latencyMs: number;
  readonly tokenTtlSeconds: number | null;
  /** `lookup_denied`: the vault does not let the token be looked up, which says nothing about the login. */
  readonly hint: "lookup_denied" | null;
}

/** Proves the login, or the token that is held. It always has an answer: a vault that refuses is what it was asked to find. */
export const testIntegration = effect({
  name: "integrations.test",
  scope: "integrations:write",
  category: "broker_test",
  action: "integration.tested",
  reach: "tenant",
  async run(ctx, { id, freshLogin }: { id: string; freshLogin: boolean }): Promise<IntegrationTested> {
    const row = await findIntegration(ctx, id);
    if (row.type === "native") return testedNative(ctx);
    const address = checkStoredAddress(row.address ?? "", ctx.config.outboundAllow);
    const startedMs = ctx.clock();
    const proof = address.ok ? await vaultOf(ctx, row).proveToken({ freshLogin }) : undefined;
    const checkedAtMs = ctx.clock();
    const times = { checkedAtMs, latencyMs: Math.max(0, checkedAtMs - startedMs) };
    if (proof && !proof.ok) rethrowOwnFault(proof.error);
    const ok = proof?.ok === true;
    const { integrations } = await brokerStore(ctx).load();
    // A secret id that was rotated meanwhile, or an integration that is gone, was not what was tested.
    const isTold = !(proof?.ok && proof.value.isDenied);
    if (isTold && integrations.get(row.id)?.revision === row.revision)
      ctx.defer((at) => setState(at, row.id, ok ? "healthy" : "failing", checkedAtMs));
    if (proof?.ok) {
      const { stage, ttlSeconds, isDenied } = proof.value;
      const hint = isDenied ? "lookup_denied" : null;
      ctx.audit.annotate({ ok, stage, ...(hint === null ? {} : { hint }) });
      return { ok, stage, code: null, ...times, tokenTtlSeconds: ttlSeconds, hint };
    }
    const code = proof ? proof.error.code : "vault_address_refused";
    const stage = stageOf(proof?.error.details?.stage);
    ctx.audit.annotate({ ok, stage, code });
    return { ok, stage, code, ...times, tokenTtlSeconds: null, hint: null };
  },
});

/** There is nothing to log in to. */
function testedNative(ctx: Context): IntegrationTested {
  ctx.audit.annotate({ ok: true, stage: "lookup" });
  const nothing = { code: null, latencyMs: 0, tokenTtlSeconds: null, hint: null };
  return { ok: true, stage: "lookup", checkedAtMs: ctx.clock(), ...nothing };
}

const stageOf = (stage: unknown): IntegrationTested["stage"] =>
  stage === "login" || stage === "lookup" ? stage : "address";
