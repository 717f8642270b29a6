import { domainToUnicode } from "node:url";
import { isSoundLabel } from "../../outbound/address/a-label";

/** What is wrong with a host as written. The words are those on the wire. */
export type HostFault =
  | "too_long"
  | "scheme"
  | "whitespace"
  | "userinfo"
  | "path"
  | "query"
  | "fragment"
  | "percent"
  | "port"
  | "ip_literal"
  | "wildcard"
  | "characters"
  | "empty"
  | "empty_label"
  | "host"
  | "wildcard_ip"
  | "lookalike"
  | "label";

export type NormalisedHost =
  | { readonly ok: true; readonly host: string; readonly wildcard: boolean }
  | { readonly ok: false; readonly reason: HostFault };

const MAX_TEXT_LENGTH = 1024; // bounds the work on refused input; a host itself is far shorter
const MAX_HOST_LENGTH = 253; // RFC 1035, section 2.3.4, as text without the root's dot
const MAX_LABEL_LENGTH = 63;

/** Asked in this order; the first hit is the answer. */
const REFUSED_ANYWHERE: readonly (readonly [HostFault, RegExp])[] = [
  ["scheme", /:\/\//],
  ["whitespace", /[\s\p{Cc}]/u],
  ["userinfo", /@/],
  ["path", /[/\\]/],
  ["query", /\?/],
  ["fragment", /#/],
  ["percent", /%/],
];
const BRACKETED = /\[[^[\]]*\]/g;
/** Outside brackets, ASCII that no host name has. Other text is left to the parser and to the check for lookalikes. */
const STRANGE_ASCII = /(?![A-Za-z0-9\-_.])\p{ASCII}/u;
const LABEL = /^(?!-)[a-z0-9_-]+(?<!-)$/;

/**
 * The one form in which entries and page URLs are compared: lower case, names as A-labels (UTS 46, non-transitional),
 * IP literals canonical, no trailing dot. `wildcard` tells that the text began with `*.`, which `host` leaves out.
 * It refuses whatever the URL standard would silently turn into another host than the text shows.
 */
export function normaliseHost(text: string): NormalisedHost {
  if (text.length > MAX_TEXT_LENGTH) return refused("too_long");
  const textual = textFault(text);
  if (textual) return refused(textual);

  const wildcard = text.startsWith("*.");
  const written = wildcard ? text.slice(2) : text;
  const shape = shapeFault(written);
  if (shape) return refused(shape);

  const name = withoutTrailingDot(written);
  const host = URL.parse(`https://${name}/`)?.hostname;
  if (host === undefined) return refused("host");
  if (isIpLiteral(host)) {
    if (name.toLowerCase() !== host) return refused("ip_literal");
    return wildcard ? refused("wildcard_ip") : { ok: true, host, wildcard };
  }
  if (!host.split(".").every(isSoundLabel)) return refused("host");
  const fault = nameFault(name, host);
  return fault ? refused(fault) : { ok: true, host, wildcard };
}

/** For parsed hosts only: the parser gives no name that ends in a number, so four numbers are an IPv4 address. */
export const isIpLiteral = (host: string): boolean => host.startsWith("[") || /^[0-9]+(\.[0-9]+){3}$/.test(host);

export const withoutTrailingDot = (host: string): string => (host.endsWith(".") ? host.slice(0, -1) : host);

const refused = (reason: HostFault): NormalisedHost => ({ ok: false, reason });

function textFault(text: string): HostFault | undefined {
  const hit = REFUSED_ANYWHERE.find(([, pattern]) => pattern.test(text));
  if (hit) return hit[0];
  const colons = text.replace(BRACKETED, "").split(":").length - 1;
  if (colons > 0) return colons === 1 ? "port" : "ip_literal";
  return undefined;
}

function shapeFault(written: string): HostFault | undefined {
  if (written.includes("*")) return "wildcard";
  if (STRANGE_ASCII.test(written.replace(BRACKETED, ""))) return "characters";
  const name = withoutTrailingDot(written);
  if (name === "") return "empty";
  return name.split(".").includes("") ? "empty_label" : undefined;
}

function nameFault(name: string, host: string): HostFault | undefined {
  const before = name.split(".");
  const after = host.split(".");
  if (before.length !== after.length) return "lookalike"; // another kind of dot, or a label that vanished
  if (!after.every((label, at) => isSameLabel(before[at] ?? "", label))) return "lookalike";
  if (!after.every((label) => LABEL.test(label))) return "label";
  if (after.some((label) => label.length > MAX_LABEL_LENGTH) || host.length > MAX_HOST_LENGTH) return "too_long";
  return undefined;
}

/** A label may change its letter case, or from a word to the A-label of that very word; nothing else. */
function isSameLabel(before: string, after: string): boolean {
  if (/^\p{ASCII}*$/u.test(before)) return before.toLowerCase() === after;
  return after.startsWith("xn--") && domainToUnicode(after) === lowerCase(before.normalize("NFC")).normalize("NFC");
}

/** Letter by letter, as UTS 46 maps it: a whole word would get a final sigma where its A-label has a plain one. */
const lowerCase = (text: string): string => Array.from(text, (letter) => letter.toLowerCase()).join("");
