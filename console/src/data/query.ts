import { useLocation } from "preact-iso";

/** The filters of a page, which live in its address so that it can be sent and Back works. */
export interface Query {
  get(name: string): string;
  /** Changes some of them; an empty text takes one away. `push`: as a step that Back undoes. */
  set(changes: Readonly<Record<string, string>>, how?: "replace" | "push"): void;
  /** The same address with other filters, for a link. */
  href(changes: Readonly<Record<string, string>>): string;
}

export function useQuery(): Query {
  const { path, query, route } = useLocation();
  const href = (changes: Readonly<Record<string, string>>): string => withQuery(path, { ...query, ...changes });
  return {
    get: (name) => query[name] ?? "",
    href,
    set: (changes, how = "replace") => route(href(changes), how === "replace"),
  };
}

/** An address of the console with filters; those without a text are left out. */
export function withQuery(path: string, filters: Readonly<Record<string, string>>): string {
  const kept = Object.entries(filters).filter(([, value]) => value !== "");
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
}
