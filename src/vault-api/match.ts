/** Which of the routes an address means. Pure. */

interface Addressed {
  readonly path: string;
}
export interface Match<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds all routes that have an address, whatever their verb; it is decoded, without a slash before it. Each call looks at every route, so their
 * paths are split beforehand.
 */
export function addressBook<R extends Addressed>(routes: readonly R[]): (address: string) => readonly Match<R>[] {
  const entries = routes.map((route) => ({ route, pattern: route.path.split("/") }));
  return (address) => {
    const segments = address.split("/");
    return entries
      .filter(({ pattern }) => fits(pattern, segments))
      .map(({ route, pattern }) => ({ route, params: paramsOf(pattern, segments) }));
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  for (let at = 0; at < pattern.length; at++) {
    const [part, segment] = [pattern[at], segments[at]];
    if (part === REST) return true;
    if (segment === undefined) return false;
    if (isParameter(part) ? segment === "" : part !== segment) return false;
  }
  // One slash at the end of an address says nothing.
  return segments.length === pattern.length || (segments.length === pattern.length + 1 && segments.at(-1) === "");
}

/** Of an address that fits. */
function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    if (part === REST) params.path = segments.slice(at).join("/");
    else if (isParameter(part)) params[part.slice(1, -1)] = segments[at] ?? "";
  }
  return params;
}

const REST = "{path}";
const isParameter = (part: string | undefined): boolean => part?.startsWith("{") === true;
