import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, CallOptions, QueryOf, RouteOf } from "../calls/types.ts";
import { cursorInLink, Listing } from "../paging.ts";

/** Routes of the broker's lists: a bare array, the next page in `Link`. */
type ArrayRoute = {
  [R in RouteOf<"get">]: AnswerOf<"get", R> extends readonly unknown[] ? R : never;
}[RouteOf<"get">];
/** Routes of the store's lists: one named array beside its cursor. */
type NamedRoute = {
  [R in RouteOf<"get">]: AnswerOf<"get", R> extends { cursor: string | null } ? R : never;
}[RouteOf<"get">];
type ItemOf<R extends ArrayRoute> = AnswerOf<"get", R> extends readonly (infer T)[] ? T : never;
type NamedItem<R extends NamedRoute, N extends keyof AnswerOf<"get", R>> = AnswerOf<
  "get",
  R
>[N] extends readonly (infer T)[]
  ? T
  : never;

export type ListOptions<R extends RouteOf<"get">> = Options & { readonly query?: QueryOf<"get", R> };
type Asked = Options & { readonly query?: object; readonly path?: object };

const cursorOf = ({ query }: Asked): string | undefined =>
  query && "cursor" in query && typeof query.cursor === "string" ? query.cursor : undefined;
const optionsAt = <R extends RouteOf<"get">>({ query, ...rest }: Asked, cursor: string | undefined) =>
  ({ ...rest, query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }) as unknown as CallOptions<"get", R>;

/** A list of the broker's. */
export const arrayListing = <R extends ArrayRoute>(
  connection: Connection,
  route: R,
  asked: Asked,
): Listing<ItemOf<R>> =>
  new Listing(async (cursor) => {
    const { data, headers } = await connection.ask("get", route, optionsAt<R>(asked, cursor));
    return { items: data as unknown as readonly ItemOf<R>[], cursor: cursorInLink(headers.get("Link")) };
  }, cursorOf(asked));

/** A list of the store's; `name` is that of its array. */
export const namedListing = <R extends NamedRoute, N extends keyof AnswerOf<"get", R>>(
  connection: Connection,
  route: R,
  name: N,
  asked: Asked,
): Listing<NamedItem<R, N>> =>
  new Listing(async (cursor) => {
    const data = await connection.call("get", route, optionsAt<R>(asked, cursor));
    const page = data as unknown as { readonly cursor: string | null } & Record<N, readonly NamedItem<R, N>[]>;
    return { items: page[name], cursor: page.cursor };
  }, cursorOf(asked));
