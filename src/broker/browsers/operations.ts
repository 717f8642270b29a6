import { fail } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { newUuid } from "../../kernel/deployment";
import { effect } from "../../kernel/operation";
import type { Page } from "../../kernel/page";
import { checkQuota } from "../../kernel/quota";
import { type ListRequest, pageByAge } from "../pages";
import { nextUpdatedAt } from "../records";
import type { Browser } from "../tables";
import { API_KEY_FORMAT, sealApiKey } from "./api-key";
import { aboutBrowser, type BrowserView, findBrowser, toView } from "./queries";
import type { BrowserAuth } from "./socket-order";
import { browserStore } from "./store";

const MAX_BROWSERS = 20;

/** As the edge has checked it: there is a key if, and only if, `auth` says how it travels. */
export interface NewBrowser {
  readonly name: string;
  readonly endpoint: string;
  readonly auth: BrowserAuth;
  readonly apiKey: string | null;
}

export const createBrowser = effect({
  name: "browsers.create",
  scope: "integrations:write",
  category: "broker_write",
  action: "browser.created",
  reach: "tenant",
  async run(ctx, { name, endpoint, auth, apiKey }: NewBrowser): Promise<BrowserView> {
    const id = newUuid(ctx, ctx.now);
    aboutBrowser(ctx, id);
    checkBrowserQuota(await browserStore(ctx).load());
    const sealed = apiKey === null ? NO_KEY : await sealedColumns(ctx, id, apiKey);
    const times = { createdAtMs: ctx.now, updatedAtMs: ctx.now };
    const row: Browser = { id, tenantId: ctx.space.id, name, endpoint, auth, ...sealed, ...times };
    return await browserStore(ctx).exclusive(async (memory) => {
      checkBrowserQuota(memory);
      await browserStore(ctx).insert(ctx, memory, row);
      return toView(row);
    });
  },
});

export const listBrowsers = effect({
  name: "browsers.list",
  scope: "integrations:read",
  category: "broker_read",
  action: "browser.listed",
  reach: "tenant",
  async run(ctx, request: ListRequest): Promise<Page<BrowserView>> {
    const browsers = await browserStore(ctx).load();
    const page = pageByAge([...browsers.values()], request, ["browsers", ctx.space.id]);
    return { ...page, items: page.items.map(toView) };
  },
});

export const readBrowser = effect({
  name: "browsers.read",
  scope: "integrations:read",
  category: "broker_read",
  action: "browser.read",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<BrowserView> {
    return toView(await findBrowser(ctx, id));
  },
});

/** From the answer on every socket is opened with the new key; one that is open stays. */
export const rotateBrowser = effect({
  name: "browsers.rotate",
  scope: "integrations:write",
  category: "broker_write",
  action: "browser.rotated",
  reach: "tenant",
  async run(ctx, { id, apiKey }: { id: string; apiKey: string }): Promise<BrowserView> {
    const known = await findBrowser(ctx, id);
    if (known.auth === "none") fail("invalid_request", { fields: { apiKey: "unsupported" } });
    const sealed = await sealedColumns(ctx, known.id, apiKey);
    return await changing(ctx, id, (before) => ({ ...before, ...sealed }));
  },
});

export const renameBrowser = effect({
  name: "browsers.rename",
  scope: "integrations:write",
  category: "broker_write",
  action: "browser.renamed",
  reach: "tenant",
  async run(ctx, { id, name }: { id: string; name: string }): Promise<BrowserView> {
    return await changing(ctx, id, (before) => ({ ...before, name }));
  },
});

/** What runs in it ends, see `followups.ts`. */
export const deleteBrowser = effect({
  name: "browsers.delete",
  scope: "integrations:write",
  category: "broker_write",
  action: "browser.deleted",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<null> {
    return await browserStore(ctx).exclusive(async (memory) => {
      const row = await findBrowser(ctx, id);
      await browserStore(ctx).delete(ctx, memory, row.id);
      return null;
    });
  },
});

const checkBrowserQuota = ({ size }: { readonly size: number }): void =>
  checkQuota(size, MAX_BROWSERS, "invalid_request");

const NO_KEY = { sealedApiKey: null, apiKeyFormat: null, rootKeyId: null };
async function sealedColumns({ keyring, space }: EffectContext, browserId: string, apiKey: string) {
  const { bytes, keyId } = await sealApiKey(keyring, { tenantId: space.id, browserId }, apiKey);
  return { sealedApiKey: Buffer.from(bytes), apiKeyFormat: API_KEY_FORMAT, rootKeyId: keyId };
}

async function changing(ctx: EffectContext, id: string, change: (before: Browser) => Browser): Promise<BrowserView> {
  return await browserStore(ctx).exclusive(async (memory) => {
    const before = await findBrowser(ctx, id);
    const row = { ...change(before), updatedAtMs: nextUpdatedAt(before.updatedAtMs, ctx.now) };
    await browserStore(ctx).update(ctx, memory, row);
    return toView(row);
  });
}
