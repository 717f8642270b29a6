import type { Place } from "../provider";
import type { Integration } from "../tables";

/** The calls that version 2 of the key-value engine has on one key: they read, change or destroy the same secret. */
const CALLS: ReadonlySet<string> = new Set(["data", "metadata", "subkeys", "delete", "undelete", "destroy"]);

/** A vault is known by its address, or by the role that logs in. Case counts, as it does in the vault. */
export function isSameVault(a: Integration, b: Integration): boolean {
  if (a.id === b.id) return true;
  return addressOf(a) === addressOf(b) || (a.roleId === b.roleId && a.authMount === b.authMount);
}

/** Scheme, a final dot of the host, final slashes and a final `/v1`, which calls bring along, say nothing about which vault it is. */
function addressOf({ address }: Integration): string {
  if (address === null || !URL.canParse(address)) return address ?? "";
  const { hostname, protocol, port, pathname } = new URL(address);
  const number = port === "" ? (protocol === "http:" ? "80" : "443") : port;
  return `${hostname.replace(/\.$/, "")}:${number}${pathname.replace(/\/+$/, "").replace(/\/v1$/, "")}`;
}

/** The TOTP engine's calls on one key, which stand before its name: to write the key changes the codes. */
const TOTP_CALLS: ReadonlySet<string> = new Set(["code", "keys"]);

/**
 * The path as it goes into the vault's URL, without `/v1/`, behind its namespace: that may stand in the path as well as in its header.
 * `root` is what vaults call the namespace of those that name none, and no other can have that name.
 */
export function secretIn({ integration: { namespace }, path }: Place): string {
  const within = (namespace ?? "").replace(/^\/*root(?=\/|$)/, "");
  const segments = `${within}/${path}`.split("/").filter((segment) => segment !== "");
  const isTotpCall = (segment: string, at: number) => at === segments.length - 2 && TOTP_CALLS.has(segment);
  return segments
    .map((segment, at) => (CALLS.has(segment) ? "data" : isTotpCall(segment, at) ? "code" : segment))
    .join("/");
}
