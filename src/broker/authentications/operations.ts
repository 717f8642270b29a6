import { fail } from "../../errors";
import type { Context, EffectContext } from "../../kernel/context";
import { effect, query } from "../../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../../kernel/page";
import { credentialRights } from "../access/guard";
import { isAdministrator } from "../access/rights";
import { orderFor } from "../browsers/order";
import type { SocketOrder } from "../browsers/socket-order";
import { browserStore } from "../browsers/store";
import { brokerStore, type Memory } from "../store";
import { endIfAbandoned } from "./end";
import { runObjects } from "./rpc";
import { type RunView, viewOf } from "./run";
import { STOPS_WITHIN_MS } from "./stop";
import { authenticationStore } from "./store";
import type { AuthenticationRow } from "./tables";
import { newestRuns } from "./walk";

/** As it stands in the space: what a live run knows besides, its object says. */
export const readAuthentication = effect({
  name: "authentications.read",
  scope: "credentials:authenticate",
  category: "broker_read",
  action: "authentication.read",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<RunView> {
    return viewOf(await endIfAbandoned(ctx, await findRun(ctx, id)));
  },
});

export interface RunFilter extends PageRequest {
  readonly credentialId: string | undefined;
}

/** Newest first. Walked in turns: most runs may be of credentials that the caller may not use. */
export const listAuthentications = query({
  name: "authentications.list",
  scope: "credentials:authenticate",
  category: "broker_read",
  action: "authentication.listed",
  reach: "tenant",
  async run(ctx, request: RunFilter): Promise<Page<RunView>> {
    const credentialId = request.credentialId?.toLowerCase();
    if (credentialId !== undefined) ctx.audit.annotate({ credential_id: credentialId });
    const binding = ["authentications", ctx.space.id, credentialId ?? ""];
    const [before] = startOf(request, binding, ["string"]) ?? [];
    const { credentials } = await brokerStore(ctx).load();
    const rows: AuthenticationRow[] = [];
    for await (const row of newestRuns(ctx.db, credentialId, before)) {
      if (mayUse(ctx, credentials, row)) rows.push(row);
      if (rows.length > request.limit) break;
    }
    const page = pageOf(rows, request, binding, ({ id }) => [id]);
    return { ...page, items: page.items.map(viewOf) };
  },
});

/** Wipes what was filled and not sent. A run that has ended stays as it is, but for one that only filled. */
export const cancelAuthentication = effect({
  name: "authentications.cancel",
  scope: "credentials:authenticate",
  category: "broker_use",
  action: "authentication.cancelled",
  reach: "tenant",
  async run(ctx, { id }: { id: string }): Promise<RunView> {
    const row = await endIfAbandoned(ctx, await findRun(ctx, id));
    const object = runObjects(ctx)(row.id);
    if (row.endedAtMs === null) {
      await object.stop("cancelled");
      const stopped = await object.wait(STOPS_WITHIN_MS);
      return stopped.kind === "ended" ? stopped.view : viewOf(authenticationStore(ctx).find(row.id) ?? row);
    }
    if (row.status !== "filled") return viewOf(row);
    const browser = row.browserId === null ? null : await presentOrder(ctx, row.browserId);
    if (browser === undefined || !(await object.wipe(browser))) return viewOf(row);
    return viewOf((await authenticationStore(ctx).wiped(row.id)) ?? row);
  },
});

/** With the key that the browser has now; undefined: it is there no more, and nothing is opened by what it had. */
async function presentOrder(ctx: EffectContext, browserId: string): Promise<SocketOrder | undefined> {
  const browser = (await browserStore(ctx).load()).get(browserId);
  return browser && orderFor(ctx, browser, null);
}

/** Missing and foreign ids give one answer, and so do runs of a credential that the caller may not use. Throws AppError not_found. */
async function findRun(ctx: EffectContext, id: string): Promise<AuthenticationRow> {
  const { credentials } = await brokerStore(ctx).load();
  const row = authenticationStore(ctx).find(id.toLowerCase()) ?? fail("not_found");
  if (!mayUse(ctx, credentials, row)) fail("not_found");
  ctx.audit.annotate({ authentication_id: row.id, credential_id: row.credentialId });
  return row;
}

/** Of a credential that is gone: by the access that it had, or as an administrator. */
function mayUse(
  ctx: Context,
  credentials: Memory["credentials"],
  { credentialId, access }: AuthenticationRow,
): boolean {
  const credential = credentials.get(credentialId);
  if (credential) return credentialRights(ctx, credential).use;
  return credentialRights(ctx, { access }).use || isAdministrator(ctx.actor, ctx.space);
}
