import { z } from "@hono/zod-openapi";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type Page } from "../kernel/page";
import { cursor, queryInteger } from "./fields";

/** Lists of the secrets half: one named array, `cursor`, `has_more`. */

/** Query parameters of a list. */
export const pageQuery = {
  limit: queryInteger(1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: cursor.optional(),
};

export const listAnswer = <N extends string, T extends z.ZodType>(array: N, item: T) =>
  z.strictObject({ [array]: z.array(item), cursor: z.string().nullable(), has_more: z.boolean() });

export const presentPage = <T>(array: string, { items, cursor: next }: Page<T>, present: (item: T) => object) => ({
  [array]: items.map(present),
  cursor: next,
  has_more: next !== null,
});
