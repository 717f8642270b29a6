/** More would fill the screen. */
const MAX_CANDIDATES = 50;

/** The next step of each path behind what is typed: a folder with a slash at its end, or the whole path. In the order given, each once. Pure. */
export function pathsUnder(paths: readonly string[], prefix: string): readonly string[] {
  const steps = paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => {
      const slash = path.indexOf("/", prefix.length);
      return slash < 0 ? path : path.slice(0, slash + 1);
    });
  return [...new Set(steps)].slice(0, MAX_CANDIDATES);
}
