import { asc, eq, gt } from "drizzle-orm";
import type { HookContext } from "../kernel/hooks";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { revokeFamily } from "../tokens/family";
import { tokensOfLogin } from "../tokens/of-login";
import { type Role, requireRole, toRole, toRoles } from "./queries";
import { identityOf } from "./rules";
import { approles } from "./tables";

/** A role id alone may log in, so reading a role is for who could make one. */
const READ = {
  scope: "identity:admin",
  category: "identity",
  action: "config_read",
  resource: "approles",
  reach: "tenant",
} as const;

/** By name. */
export const listRoles = query({
  name: "approles.list",
  ...READ,
  run(ctx, request: PageRequest): Page<Role> {
    const binding = ["approles", ctx.space.id];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = ctx.db
      .select()
      .from(approles)
      .where(after === undefined ? undefined : gt(approles.name, after))
      .orderBy(asc(approles.name))
      .limit(request.limit + 1)
      .all();
    const page = pageOf(rows, request, binding, ({ name }) => [name]);
    return { ...page, items: toRoles(ctx, page.items) };
  },
});

export const readRole = query({
  name: "approles.read",
  ...READ,
  run: (ctx, { name }: { name: string }): Role => toRole(ctx, requireRole(ctx, name)),
});

/** Its secret ids go along, and the tokens that it gave are dead from the next request on. The identity stays. */
export const deleteRole = mutation({
  name: "approles.delete",
  scope: "identity:admin",
  category: "identity",
  action: "approle_delete",
  reach: "tenant",
  run(ctx, { name }: { name: string }): null {
    requireRole(ctx, name);
    ctx.db.delete(approles).where(eq(approles.name, name)).run();
    const ended = revokeFamily(ctx, tokensOfLogin("approle", name));
    ctx.audit.annotate({ target_identity_id: identityOf(name), tokens_revoked: ended });
    ctx.hooks.rightsChanged(ctx);
    return null;
  },
});

/** A role without its identity could only be refused. The identity's tokens end by themselves. */
export function dropRoleOf({ db }: HookContext, identityId: string): void {
  const [, name] = /^sa:(.+)$/.exec(identityId) ?? [];
  if (name !== undefined) db.delete(approles).where(eq(approles.name, name)).run();
}
