import type { Integration } from "../tables";

/** Where a pointer leads: an integration, and a path there as it goes into the vault's URL, without `/v1/`. */
export interface Place {
  readonly integration: Integration;
  readonly path: string;
}

/** The calls that version 2 of the key-value engine has on one key: they read, change or destroy the same secret. */
const CALLS: ReadonlySet<string> = new Set(["data", "metadata", "subkeys", "delete", "undelete", "destroy"]);

/**
 * Do both lead to one secret, as far as that can be told from here? A vault is known by its address, or by the role that logs in.
 * A namespace may stand in the path as well as in its header. Case counts, as it does in the vault.
 */
export function isSamePlace(a: Place, b: Place): boolean {
  return isSameVault(a.integration, b.integration) && keyOf(a) === keyOf(b);
}

function isSameVault(a: Integration, b: Integration): boolean {
  if (a.id === b.id) return true;
  if (a.type === "native" || b.type === "native") return a.type === b.type;
  return addressOf(a) === addressOf(b) || (a.roleId === b.roleId && a.authMount === b.authMount);
}

/** Scheme, a final dot of the host, final slashes and a final `/v1`, which calls bring along, say nothing about which vault it is. */
function addressOf({ address }: Integration): string {
  if (address === null || !URL.canParse(address)) return address ?? "";
  const { hostname, protocol, port, pathname } = new URL(address);
  const number = port === "" ? (protocol === "http:" ? "80" : "443") : port;
  return `${hostname.replace(/\.$/, "")}:${number}${pathname.replace(/\/+$/, "").replace(/\/v1$/, "")}`;
}

/** `root` is what vaults call the namespace of those that name none, and no other can have that name. */
function keyOf({ integration: { type, namespace }, path }: Place): string {
  if (type === "native") return path;
  const within = (namespace ?? "").replace(/^\/*root(?=\/|$)/, "");
  const segments = `${within}/${path}`.split("/").filter((segment) => segment !== "");
  return segments.map((segment) => (CALLS.has(segment) ? "data" : segment)).join("/");
}
