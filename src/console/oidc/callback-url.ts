/** Where an issuer sends people back to. Pure. */

/** Each tenant has its own: see `callback.ts`. */
const pathOf = (tenant: string): string => `/console/callback/${tenant}`;
const ON_THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Never by what a request says of the host, except on this machine alone. Null: the deployment does not say where it is, and whoever
 * sends the request must not be who says it.
 */
export function callbackUrl(requestUrl: string, publicUrl: string | null, tenant: string): string | null {
  const { protocol, hostname, origin } = new URL(requestUrl);
  if (protocol === "http:" && ON_THIS_MACHINE.includes(hostname)) return origin + pathOf(tenant);
  return publicUrl === null ? null : publicUrl + pathOf(tenant);
}
