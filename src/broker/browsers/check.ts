import { fail, unwrap } from "../../errors";
import { effect } from "../../kernel/operation";
import { runObjects } from "../authentications/rpc";
import { sessionFault } from "./endpoint";
import { orderFor } from "./order";
import type { Probed } from "./probe";
import { findBrowser } from "./queries";

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
    // In an object of its own for each browser: no socket hangs on the space's.
    const { probe } = runObjects(ctx)(`browser:${row.id}`);
    const { details, ...found } = unwrap(await probe(orderFor(ctx, row, session)));
    const checkedAtMs = ctx.clock();
    const { ok, stage, code } = found;
    const { upstreamStatus, ...besides } = details;
    ctx.audit.annotate({ ok, stage, ...(code === null ? {} : { code }), ...besides });
    if (upstreamStatus !== undefined) ctx.audit.annotate({ upstream_status: upstreamStatus });
    return { ...found, checkedAtMs, latencyMs: Math.max(0, checkedAtMs - startedMs) };
  },
});
