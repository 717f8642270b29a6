import fc from "fast-check";
import {
  type AddressFault,
  checkIssuerUrl,
  checkSocketUrl,
  checkVaultAddress,
  checkWebhookUrl,
} from "../../src/outbound/address";

export type Verdict = AddressFault | "accepted";

export const vault = (address: string, ...allow: string[]): Verdict => {
  const check = checkVaultAddress(address, allow);
  return check.ok ? "accepted" : check.reason;
};

export const webhook = (url: string, ...allow: string[]): Verdict => {
  const check = checkWebhookUrl(url, allow);
  return check.ok ? "accepted" : check.reason;
};

export const issuer = (url: string, ...allow: string[]): Verdict => {
  const check = checkIssuerUrl(url, allow);
  return check.ok ? "accepted" : check.reason;
};

export const words = (text: string): string[] => text.trim().split(/\s+/);
export const base = (address: string, ...allow: string[]) => checkVaultAddress(address, allow);

/** The parser's spelling of the host: what a deployment would list. */
export const listing = (address: string): string[] => {
  const host = URL.parse(address)?.hostname;
  return host ? [host] : [];
};

/** Address, verdict by default, verdict when OUTBOUND_ALLOW lists its host. */
export const TABLE: readonly (readonly [string, Verdict, Verdict])[] = [
  ["https://vault.acme.example:8200", "accepted", "accepted"],
  ["https://vault.acme.example/base/", "accepted", "accepted"],
  ["https://vault.acme.example/v1", "accepted", "accepted"],
  ["https://8.8.4.4:8200", "accepted", "accepted"],
  ["https://[2606:4700::1111]", "accepted", "accepted"],
  ["HTTPS://Vault.Acme.Example", "accepted", "accepted"],
  ["https://u:p@vault.acme.example", "userinfo", "userinfo"],
  ["https://vault.acme.example?x=1", "query", "query"],
  ["https://vault.acme.example#x", "fragment", "fragment"],
  ["https://vault.acme.example/a/../b", "path_segments", "path_segments"],
  ["https://vault%2eacme.example", "percent", "percent"],
  ["https://vault.acme.example\\x", "characters", "characters"],
  ["https://vault.bücher.example", "characters", "characters"],
  ["https://vault.acme.example.", "host", "host"],
  ["https://vault.acme.example:25", "port", "port"],
  ["ftp://vault.acme.example", "scheme", "scheme"],
  ["http://vault.acme.example:8200", "https_required", "https_required"],
  ["http://8.8.4.4", "https_required", "https_required"],
  ["vault.acme.example:8200", "scheme_missing", "scheme_missing"],
  ["https://xn--zzzzzzzz.example", "host", "host"],
  ["https://vault.acme.example//", "path_segments", "path_segments"],
  ["http://127.0.0.1:8200", "scheme", "accepted"],
  ["https://localhost:8200", "loopback", "accepted"],
  ["https://2130706433/", "loopback", "accepted"],
  ["https://10.1.2.3:8200", "private", "accepted"],
  ["https://100.64.0.9", "private", "accepted"],
  ["https://[fd12:3456::1]", "private", "accepted"],
  ["https://vault", "private", "accepted"],
  ["https://vault.corp.internal", "private", "accepted"],
  ["https://169.254.169.254", "forbidden", "forbidden"],
  ["https://metadata.google.internal", "forbidden", "forbidden"],
  ["https://0.0.0.0:8200", "forbidden", "forbidden"],
  ["https://[::ffff:10.1.2.3]", "forbidden", "forbidden"],
  ["https://[64:ff9b::a01:203]", "forbidden", "forbidden"],
  ["https://[2002:a01:203::1]", "forbidden", "forbidden"],
  ["https://[fe80::1]", "forbidden", "forbidden"],
];

export const port = fc.constantFrom("", ":8200", ":443", ":80", ":1", ":65535");
export const tail = fc.constantFrom("", "/", "/v1", "/base/", "/a.b/~c");

export const socket = (url: string, ...allow: string[]): Verdict => {
  const check = checkSocketUrl(url, allow);
  return check.ok ? "accepted" : check.reason;
};
