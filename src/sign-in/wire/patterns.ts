const SCHEMES = [
  { scheme: "https", port: "443" },
  { scheme: "http", port: "80" },
] as const;

/** `Fetch` patterns that hold at least every address on the hosts that the entries allow; what is paused is judged again. */
export const fetchPatterns = (allowedDomains: readonly string[]): { urlPattern: string; requestStage: "Request" }[] =>
  SCHEMES.flatMap(({ scheme, port }) =>
    allowedDomains
      .flatMap((entry) => authorities(entry, port))
      .map((authority) => ({ urlPattern: `${scheme}://${authority}/*`, requestStage: "Request" as const })),
  );

/** How a browser writes what the entry allows: without a port where it is that of the scheme. */
function authorities(entry: string, schemePort: string): readonly string[] {
  const [ending, port] = /:(\d+)$/.exec(entry) ?? [];
  if (ending === undefined) return [entry, `${entry}:*`];
  return [port === schemePort ? entry.slice(0, -ending.length) : entry];
}

/** No address is like this: it makes a session's loaders anew without pausing anything. */
export const NO_REQUEST = [{ urlPattern: "postern-none://none/*", requestStage: "Request" as const }];
