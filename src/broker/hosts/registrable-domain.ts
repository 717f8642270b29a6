import { getDomain } from "tldts";

/** Both sections of the Public Suffix List; the input is a host already, so it is not parsed again. */
const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const;

/**
 * The public suffix and the label before it, of a normalised host; undefined for a public suffix and for an IP literal.
 * Names under an unknown top level count as registered below it (publicsuffix.org, the default rule `*`).
 */
export const registrableDomain = (host: string): string | undefined => getDomain(host, OPTIONS) ?? undefined;
