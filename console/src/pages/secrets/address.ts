import type { Query } from "../../data/query.ts";
import { withQuery } from "../../data/query.ts";
import { secretHref as ownSecretHref } from "../../shell/addresses.ts";
import type { Of } from "./types.ts";

/** Addresses of these pages, and what they say. Pure. */

/** `of` in an address; what is no word of ours means the tenant's own. */
export const ofIn = (query: Query): Of => (query.get("of") === "partner" ? "partner" : "own");
export const ofText = (of: Of): string => (of === "partner" ? of : "");

export const listHref = (of: Of, filters: Readonly<Record<string, string>> = {}): string =>
  withQuery("/console/secrets", { of: ofText(of), ...filters });

/** The page of a secret of either store, with its filters. */
export const secretHref = (of: Of, path: string, filters: Readonly<Record<string, string>> = {}): string =>
  withQuery(ownSecretHref(path), { of: ofText(of), ...filters });

/** The folders above a path or a folder, the outermost first, each with its last name. */
export function foldersAbove(path: string): readonly { readonly name: string; readonly folder: string }[] {
  const names = path.split("/").slice(0, -1);
  return names.map((name, at) => ({ name, folder: `${names.slice(0, at + 1).join("/")}/` }));
}
