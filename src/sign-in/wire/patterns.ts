/** `Fetch` patterns that hold at least every address on the hosts that the entries allow; what is paused is judged again. */
export function fetchPatterns(allowedDomains: readonly string[]): { urlPattern: string; requestStage: "Request" }[] {
  return allowedDomains
    .flatMap((entry) => (/:\d+$/.test(entry) ? [entry] : [entry, `${entry}:*`]))
    .flatMap((host) => [`https://${host}/*`, `http://${host}/*`])
    .map((urlPattern) => ({ urlPattern, requestStage: "Request" as const }));
}

/** No address is like this: it makes a session's loaders anew without pausing anything. */
export const NO_REQUEST = [{ urlPattern: "postern-none://none/*", requestStage: "Request" as const }];
