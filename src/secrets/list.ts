import { fail } from "../errors";
import { DAY_MS } from "../formats";
import { query } from "../kernel/operation";
import type { Page, PageRequest } from "../kernel/page";
import { Turns } from "../kernel/turns";
import type { ListFilter } from "./list-filter";
import { type ExpiringSecret, type Listed, listedText, type SecretList } from "./listed";
import { viewMetadata } from "./metadata";
import { decodePathCursor, encodePathCursor, type PathPosition } from "./path-cursor";
import { secretStore } from "./store";

export interface ListSecrets extends PageRequest {
  readonly filter: ListFilter;
  readonly includeMetadata: boolean;
}
interface ListExpiring extends PageRequest {
  readonly days: number;
  readonly prefix: string;
}
const TERMS = { scope: "secrets:list", category: "list", action: "list", reach: "tenant" } as const;

/** By path, in byte order; only what the caller may list, which may be nothing. */
export const listSecrets = query({
  name: "secrets.list",
  ...TERMS,
  async run(ctx, { filter, includeMetadata, limit, cursor }: ListSecrets): Promise<SecretList> {
    const binding = ["secrets", ctx.space.id, JSON.stringify(filter)];
    const globs = ctx.rulesFor("list");
    const after = startAfter(binding, cursor)?.path ?? "";
    const turns = new Turns();
    const asked = { filter, globs, nowMs: ctx.now };
    const store = secretStore(ctx);
    const rows: readonly Listed[] = includeMetadata
      ? (await store.select(asked, after, limit + 1, turns)).map((secret) => ({
          secret,
          details: () => viewMetadata(ctx, secret),
        }))
      : (await store.selectShort(asked, after, limit + 1, turns)).map((secret) => ({ secret }));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = last && rows.length > limit ? encodePathCursor(binding, { at: 0, path: last.secret.path }) : null;
    // Before the count, which rests: details that are read after it would be of later secrets than the rows.
    const text = listedText(items, ctx.space.kind === "partner" ? OF_PARTNER : {});
    ctx.audit.annotate({ prefix: filter.prefix, returned: items.length });
    return { text, cursor: next, totalCount: await store.counts.count(filter, globs, ctx.now, turns) };
  },
});

/** Items of a partner's lists say whose they are. */
const OF_PARTNER = { scope: "partner" };

/** Live secrets that expire within some days, soonest first, then by path. */
export const listExpiring = query({
  name: "secrets.expiring",
  ...TERMS,
  async run(ctx, { days, prefix, limit, cursor }: ListExpiring): Promise<Page<ExpiringSecret>> {
    const binding = ["secrets/expiring", ctx.space.id, String(days), prefix];
    const from = startAfter(binding, cursor);
    const { now } = ctx;
    const rows = await secretStore(ctx).expiring(
      { nowMs: now, untilMs: now + days * DAY_MS, prefix, globs: ctx.rulesFor("list") },
      from && { at: from.at * 1000, path: from.path },
      limit + 1,
      new Turns(),
    );
    const items = rows.slice(0, limit).map(({ path, expiresAtMs }) => ({
      path,
      expiresAtMs,
      daysRemaining: Math.ceil((expiresAtMs - now) / DAY_MS),
    }));
    const last = items.at(-1);
    const more = last && rows.length > limit;
    const next = more ? encodePathCursor(binding, { at: last.expiresAtMs / 1000, path: last.path }) : null;
    ctx.audit.annotate({ prefix, returned: items.length });
    return { items, cursor: next };
  },
});

/** Throws AppError invalid_cursor. */
const startAfter = (binding: readonly string[], cursor: string | undefined): PathPosition | undefined =>
  cursor === undefined ? undefined : (decodePathCursor(binding, cursor) ?? fail("invalid_cursor"));
