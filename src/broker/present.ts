import type { Context } from "hono";
import type { AppEnv } from "../http/app-env";
import type { Page } from "../kernel/page";

/** A bare array; where more follows, `Link` leads there with all filters repeated. */
export function pageAnswer<T>(c: Context<AppEnv>, { items, cursor }: Page<T>, present: (item: T) => object): Response {
  if (cursor !== null) {
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.set("cursor", cursor);
    c.header("Link", `<${pathname}?${searchParams}>; rel="next"`);
  }
  return c.json(items.map(present));
}
