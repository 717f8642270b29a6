import ipaddr from "ipaddr.js";

/**
 * What kind of place a host is. `loopback` and `private` hosts can be opened one by one by the deployment; `forbidden` ones
 * (metadata services, link-local, reserved, IPv6 that carries an IPv4 address) are opened by nothing.
 * Ranges: the IANA special-purpose address registries (RFC 6890), to the letter of the product's own table.
 */
export type HostClass = "public" | "loopback" | "private" | "forbidden";

type Ranges<Address> = readonly (readonly [Address, number])[];

const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
]);
const PRIVATE_SUFFIXES = [".local", ".internal", ".lan", ".home.arpa", ".svc"] as const;

const FORBIDDEN_V4 = v4(
  "169.254.0.0/16", // link-local, where most metadata services live
  "100.100.100.200/32", // Alibaba Cloud metadata
  "168.63.129.16/32", // Azure platform
  "0.0.0.0/8",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
);
const LOOPBACK_V4 = v4("127.0.0.0/8");
const PRIVATE_V4 = v4("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

const FORBIDDEN_V6 = v6(
  "fd00:ec2::254/128", // AWS metadata
  "fd20:ce::254/128", // Google Cloud metadata
  "2001::/23", // Teredo, ORCHID, benchmarking
  "2001:db8::/32",
  "2002::/16", // 6to4
  "3fff::/20",
);
const LOOPBACK_V6 = v6("::1/128");
const PRIVATE_V6 = v6("fc00::/7");
/** All else in IPv6 is unspecified, mapped, compatible, NAT64, link-local, site-local, multicast or not given out. */
const GLOBAL_V6 = v6("2000::/3");

/** `host` is in the URL parser's spelling: lower case, IPv4 as four decimals, IPv6 in brackets. */
export function classOfHost(host: string): HostClass {
  if (host.startsWith("[")) return classOfV6(ipaddr.IPv6.parse(host.slice(1, -1)));
  return ipaddr.IPv4.isValidFourPartDecimal(host) ? classOfV4(ipaddr.IPv4.parse(host)) : classOfName(host);
}

function classOfName(name: string): HostClass {
  if (FORBIDDEN_NAMES.has(name)) return "forbidden";
  if (name === "localhost" || name.endsWith(".localhost")) return "loopback";
  return !name.includes(".") || PRIVATE_SUFFIXES.some((suffix) => name.endsWith(suffix)) ? "private" : "public";
}

function classOfV4(address: ipaddr.IPv4): HostClass {
  const within = (ranges: Ranges<ipaddr.IPv4>) => ranges.some(([net, bits]) => address.match(net, bits));
  if (within(FORBIDDEN_V4)) return "forbidden";
  if (within(LOOPBACK_V4)) return "loopback";
  return within(PRIVATE_V4) ? "private" : "public";
}

function classOfV6(address: ipaddr.IPv6): HostClass {
  const within = (ranges: Ranges<ipaddr.IPv6>) => ranges.some(([net, bits]) => address.match(net, bits));
  if (within(FORBIDDEN_V6)) return "forbidden";
  if (within(LOOPBACK_V6)) return "loopback";
  if (within(PRIVATE_V6)) return "private";
  return within(GLOBAL_V6) ? "public" : "forbidden";
}

function v4(...ranges: readonly string[]): Ranges<ipaddr.IPv4> {
  return ranges.map((range) => ipaddr.IPv4.parseCIDR(range));
}

function v6(...ranges: readonly string[]): Ranges<ipaddr.IPv6> {
  return ranges.map((range) => ipaddr.IPv6.parseCIDR(range));
}
