import { desc } from "drizzle-orm";
import type { QueryContext } from "../kernel/context";
import { query } from "../kernel/operation";
import { policyNames } from "../policies/held";
import { holderOf } from "./groups";
import { findLive, isLive, ownToken, type TokenRecord, type TokenRef, type TokenRow, toRecord } from "./queries";
import { tokens } from "./tables";

/** A token's record, and the names of the policies that count for it now, sorted. */
export interface TokenView extends TokenRecord {
  readonly policies: readonly string[];
}

const MAX_IDS = 10_000;

/** Another one by its id or its text. A dead one is none. */
export const lookupToken = query({
  name: "tokens.lookup",
  scope: "identity:admin",
  allowsOwnToken: true,
  category: "identity",
  action: "config_read",
  resource: "tokens",
  reach: "space",
  run: (ctx, ref: TokenRef): TokenView => view(ctx, findLive(ctx, ref)),
});

/** The caller's own, also by its last use. */
export const lookupOwnToken = query({
  name: "tokens.lookup_self",
  scope: null,
  category: "auth",
  action: null,
  reach: "home",
  run: (ctx, _input: Record<never, never>): TokenView => view(ctx, ownToken(ctx)),
});

/** Ids of live tokens, newest first: as many as an answer holds. */
export const listTokenIds = query({
  name: "tokens.ids",
  scope: "identity:admin",
  category: "identity",
  action: "config_read",
  resource: "tokens",
  reach: "space",
  run: ({ db, now }, _input: Record<never, never>): readonly string[] =>
    db
      .select({ id: tokens.id })
      .from(tokens)
      .where(isLive(now))
      .orderBy(desc(tokens.id))
      .limit(MAX_IDS)
      .all()
      .map(({ id }) => id),
});

const view = (ctx: QueryContext, row: TokenRow): TokenView => ({
  ...toRecord(row, ctx.now),
  policies: policyNames(ctx, holderOf(ctx, row)),
});
