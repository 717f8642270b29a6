import { asc, gt } from "drizzle-orm";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { type ShownTrust, shown } from "./client-secret";
import { requireTrust } from "./queries";
import { trusts } from "./tables";

/** What a trust believes is of use to who wants to be believed, so reading one is for who could make one. */
const READ = {
  scope: "identity:admin",
  category: "identity",
  action: "config_read",
  resource: "trusts",
  reach: "tenant",
} as const;

/** The oldest first: the order in which an exchange tries them. */
export const listTrusts = query({
  name: "trusts.list",
  ...READ,
  run(ctx, request: PageRequest): Page<ShownTrust> {
    const binding = ["trusts", ctx.space.id];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = ctx.db
      .select()
      .from(trusts)
      .where(after === undefined ? undefined : gt(trusts.id, after))
      .orderBy(asc(trusts.id))
      .limit(request.limit + 1)
      .all();
    const all = rows.map((row) => shown(ctx, row));
    return pageOf(all, request, binding, ({ id }) => [id]);
  },
});

export const readTrust = query({
  name: "trusts.read",
  ...READ,
  run: (ctx, { id }: { id: string }): ShownTrust => shown(ctx, requireTrust(ctx, id)),
});
