import { fail, type Result, refuse, unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { logError } from "../../log";
import { runObjects } from "../authentications/rpc";
import { sessionFault } from "./endpoint";
import { orderFor } from "./order";
import type { Probed } from "./probe";
import { findBrowser } from "./queries";
import type { SocketOrder } from "./socket-order";

export interface BrowserCheck extends Omit<Probed, "details"> {
  readonly checkedAtMs: number;
  readonly latencyMs: number;
}

/** Opens the browser's socket and asks it who it is. It always has an answer: a browser that refuses is what it was asked to find. */
export const testBrowser = effect({
  name: "browsers.test",
  scope: "integrations:write",
  category: "broker_test",
  action: "browser.tested",
  reach: "tenant",
  async run(ctx, { id, session }: { id: string; session: string | null }): Promise<BrowserCheck> {
    const row = await findBrowser(ctx, id);
    const fault = sessionFault(row.endpoint, session);
    if (fault) fail("invalid_request", { fields: { session: fault } });
    const startedMs = ctx.clock();
    const { details, ...found } = unwrap(await probe(ctx, row.id, orderFor(ctx, row, session)));
    const checkedAtMs = ctx.clock();
    const { ok, stage, code } = found;
    const { upstreamStatus, ...besides } = details;
    ctx.audit.annotate({ ok, stage, ...(code === null ? {} : { code }), ...besides });
    if (upstreamStatus !== undefined) ctx.audit.annotate({ upstream_status: upstreamStatus });
    return { ...found, checkedAtMs, latencyMs: Math.max(0, checkedAtMs - startedMs) };
  },
});

/**
 * In an object of its own for each browser: no socket hangs on the tenant's. One that can't be reached, or was reset under way,
 * is a passing fault: it is not asked again.
 */
async function probe(ctx: EffectContext, browserId: string, order: SocketOrder): Promise<Result<Probed>> {
  try {
    return await runObjects(ctx)(`browser:${browserId}`).probe(order);
  } catch {
    logError({ error: "run_unavailable", request_id: ctx.meta.requestId });
    return refuse("service_unavailable");
  }
}
