import { fail } from "../../errors";
import { effect } from "../../kernel/operation";
import { requirePlace } from "../access/guard";
import type { Push, Written } from "../provider";
import { providerOf } from "../providers";
import { brokerStore } from "../store";
import { findIntegration } from "./queries";

export interface PushRequest {
  readonly id: string;
  readonly path: string;
  readonly mount: string;
  /** JSON text of an object of strings: as one text a key such as `__proto__` stays a plain key. */
  readonly dataJson: string;
  readonly labelsJson: string | undefined;
  readonly merge: boolean;
  readonly cas: number | null;
}
export interface Pushed extends Written {
  readonly path: string;
  readonly mount: string;
  readonly vaultPath: string;
}

/** Hands a secret through to the store and keeps nothing of it. */
export const pushSecret = effect({
  name: "integrations.push",
  scope: "integrations:push",
  category: "broker_push",
  action: "integration.pushed",
  reach: "tenant",
  async run(ctx, { id, path, mount, dataJson, labelsJson, merge, cas }: PushRequest): Promise<Pushed> {
    const integration = await findIntegration(ctx, id);
    const provider = providerOf(integration);
    const data = pairsIn(dataJson);
    const labels = labelsJson === undefined ? undefined : pairsIn(labelsJson);
    const push: Push = { integration, mount, path, data, dataJson, labels, merge, cas };
    const faults = provider.pushFaults(push);
    if (faults) fail("invalid_request", faults);
    ctx.audit.annotate({ mount, path, keys: Object.keys(data).length });
    ctx.audit.annotate({ ...(merge ? { merge } : {}), ...(cas === null ? {} : { cas }) });
    const vaultPath = provider.pushedPath(push);
    requirePlace(ctx, await brokerStore(ctx).load(), { integration, path: vaultPath });
    provider.requireRight(ctx, "write", vaultPath);
    // The answer is this object: some writes are made, and numbered, only with the audit row.
    const pushed: Pushed = { path, mount, vaultPath, version: null, labelsLost: false };
    await provider.push(ctx, push, (written) => void Object.assign(pushed, written));
    return pushed;
  },
});

const pairsIn = (json: string) => JSON.parse(json) as Readonly<Record<string, string>>;
