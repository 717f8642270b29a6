import { domainToASCII, domainToUnicode } from "node:url";

const PREFIX = "xn--";

/**
 * Does a label of a parsed host stand for a name? One with the prefix `xn--` must decode, and the name must encode to that very
 * label (RFC 5890, section 2.3.2.1). The URL parser here lets the others pass, while browsers refuse them: no page has them.
 */
export function isSoundLabel(label: string): boolean {
  if (!label.startsWith(PREFIX)) return true;
  const name = domainToUnicode(label);
  return name !== label && domainToASCII(name) === label;
}
