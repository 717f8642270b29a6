import type { Verb } from "./request";

/** Which of the routes an address means. Pure. */

interface Addressed {
  readonly path: string;
  readonly verbs: readonly Verb[];
}
export interface Match<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** All routes that have this address, whatever their verb. `address`: decoded, without a slash before it. */
export function routesAt<R extends Addressed>(routes: readonly R[], address: string): readonly Match<R>[] {
  const segments = address.split("/");
  return routes.flatMap((route) => {
    const params = paramsOf(patternOf(route), segments);
    return params ? [{ route, params }] : [];
  });
}

/** Each route is taken apart once, and not at every request. */
const patterns = new WeakMap<Addressed, readonly string[]>();
function patternOf(route: Addressed): readonly string[] {
  const known = patterns.get(route) ?? route.path.split("/");
  patterns.set(route, known);
  return known;
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    if (part === "{path}") return { ...params, path: segments.slice(at).join("/") };
    const segment = segments[at];
    if (segment === undefined) return undefined;
    if (part.startsWith("{")) {
      if (segment === "") return undefined;
      params[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  // One slash at the end of an address says nothing.
  const isWhole =
    segments.length === pattern.length || (segments.length === pattern.length + 1 && segments.at(-1) === "");
  return isWhole ? params : undefined;
}
