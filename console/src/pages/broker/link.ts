/** The cursor in a `Link` to the next page; null without one. Pure. */
export function cursorIn(link: string | null): string | null {
  const [, address = ""] = /<([^>]*)>;\s*rel="next"/.exec(link ?? "") ?? [];
  return new URLSearchParams(address.slice(address.indexOf("?") + 1)).get("cursor");
}
