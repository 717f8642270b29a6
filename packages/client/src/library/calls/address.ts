import { localFault } from "../errors.ts";

/** Addresses: what a server's may be, and how names are put into a route's. Pure. */

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Without a slash at its end. Throws PosternError `invalid_option`: no address, or one that would show tokens to the network. */
export function parseServerUrl(text: string): string {
  const url = addressIn(text);
  if (!url) throw localFault("invalid_option", "url is no address");
  const isPlainAllowed = url.protocol === "http:" && LOOPBACK.includes(url.hostname);
  if (url.protocol !== "https:" && !isPlainAllowed)
    throw localFault("invalid_option", "url must be https; http is for this machine alone");
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw localFault("invalid_option", "url must have no user, query or fragment");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/**
 * `/v1/secrets/{path}` with its names filled in. Slashes of a secret's path stay what they are; in any other name they are escaped.
 * Throws PosternError `invalid_address` for what an address would swallow, and lead to another route: an empty name, `.` and `..`.
 */
export function fillRoute(route: string, names: Readonly<Record<string, unknown>>): string {
  return route.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => {
    const parts = name === "path" ? String(names[name] ?? "").split("/") : [String(names[name] ?? "")];
    if (parts.some((part) => part === "" || part === "." || part === ".."))
      throw localFault("invalid_address", `${name} has an empty part, or one that is a dot or two`, { field: name });
    return parts.map(encodeURIComponent).join("/");
  });
}

/** `URL.parse` came later than the oldest Node that this runs in. */
function addressIn(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
