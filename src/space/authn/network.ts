import ipaddr from "ipaddr.js";
import { sha256Hex } from "../../crypto/digest";
import type { Meta } from "../../kernel/call";

/** Of an IPv6 address: whoever has one has the rest of its /64 as well (RFC 4291, section 2.5.4). */
const NETWORK_BYTES = 8;

/**
 * Where a stranger comes from, for a limit that one alone must not use up for all: an IPv4 address, or the network of an IPv6 one. One of
 * 4096, so that nobody fills the memory with addresses.
 */
export const networkOf = ({ ip }: Pick<Meta, "ip">): string => sha256Hex(ip === null ? "" : networkIn(ip)).slice(0, 3);

function networkIn(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  // An IPv4 address that is written as an IPv6 one is that.
  const bytes = ipaddr.process(ip).toByteArray();
  return bytes.slice(0, NETWORK_BYTES).join(".");
}
