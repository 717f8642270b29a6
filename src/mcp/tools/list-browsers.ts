import { z } from "@hono/zod-openapi";
import { listBrowsers } from "../../broker/browsers/operations";
import { Browser, browsersQuery } from "../../broker/browsers/schemas";
import { DEFAULT_PAGE_SIZE } from "../../kernel/page";
import { tool } from "../tool";
import { nextCursor, READS } from "./shared";

const { id, name } = Browser.shape;

export const listBrowsersTool = tool({
  operation: listBrowsers,
  name: "list_browsers",
  title: "List browsers",
  description:
    "Lists the browsers in which you may sign in: id and name. Pass the id to authenticate. It shows neither their addresses nor their keys.",
  hints: READS,
  args: browsersQuery,
  asQuery: true,
  result: z.strictObject({ browsers: z.array(z.strictObject({ id, name })), nextCursor }),
  input: ({ limit = DEFAULT_PAGE_SIZE, cursor }) => ({ limit, cursor }),
  present: ({ items, cursor }) => ({
    browsers: items.map((browser) => ({ id: browser.id, name: browser.name })),
    nextCursor: cursor,
  }),
});
