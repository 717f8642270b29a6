import type { Endpoint } from "../http/endpoint";
import type { RouteMatch } from "../http/mount";
import { addressFault } from "../kernel/secret-path";
import { addressOf, type StoreRoute } from "./address";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type ByMethod = Readonly<Partial<Record<Method, Endpoint>>>;
/** A store has at least what an ordinary path answers, and restore. */
type Store = Readonly<Partial<Record<StoreRoute, ByMethod>>> & {
  readonly secret: ByMethod;
  readonly restore: { readonly POST: Endpoint };
};
export const endpointsOf = (store: Store): readonly Endpoint[] =>
  Object.values(store).flatMap((by) => Object.values(by));

/**
 * A reserved path under another method than its own is told as a bad path, not as a bad method: by the endpoint that the method
 * has for ordinary paths, or by restore.
 */
export const routeMatcher =
  (store: Store) =>
  (method: string, rest: string): RouteMatch => {
    const { route, path } = addressOf(rest);
    const by = store[route] ?? {};
    const asked = method as Method;
    const found = by[asked];
    if (found) return { endpoint: found, params: { path } };
    const isReserved = route !== "secret" || addressFault(rest) === "reserved";
    const fallback = asked === "POST" ? store.restore.POST : store.secret[asked];
    if (isReserved && fallback) return { endpoint: fallback, params: { path: rest } };
    return { allow: [...Object.keys(by).flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])), "OPTIONS"] };
  };
