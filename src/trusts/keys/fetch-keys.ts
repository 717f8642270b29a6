import { fetchDiscovery, fetchText } from "./documents";
import { type PublicKeys, parsePublicKeys } from "./public-keys";

/** Where an issuer publishes its keys. `jwksUri` null: where its discovery document says. */
export interface PublishedAt {
  readonly issuer: string;
  readonly jwksUri: string | null;
}

/** The keys that an issuer publishes now. `allow`: OUTBOUND_ALLOW. Undefined: they could not be had. */
export async function fetchKeys(
  { issuer, jwksUri }: PublishedAt,
  allow: readonly string[],
): Promise<PublicKeys | undefined> {
  const address = jwksUri ?? (await fetchDiscovery(issuer, allow))?.jwks_uri;
  const text = typeof address === "string" ? await fetchText(address, allow) : undefined;
  return text === undefined ? undefined : parsePublicKeys(text);
}
