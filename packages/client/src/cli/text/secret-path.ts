/** What a path of a secret may be, so that it is told before anything is asked: the server's own rule. Pure. */

const MAX_LENGTH = 512;
const MAX_SEGMENTS = 32;

/** Why Postern holds no secret of this path, in words; null: it may. */
export function pathFault(path: string): string | null {
  if (path.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
  if (!/^[A-Za-z0-9._~@+:=,/ -]*$/u.test(path)) return "characters that no path has";
  const segments = path.split("/");
  if (segments.includes("")) return "an empty name between slashes, or at an end";
  if (segments.length > MAX_SEGMENTS) return `more than ${MAX_SEGMENTS} names`;
  if (segments.some((segment) => segment === "." || segment === "..")) return "a name that is a dot or two";
  if (segments.some((segment) => segment.trim() !== segment)) return "a name with a space at an end";
  return isReserved(path) ? "a name that belongs to an address of the API" : null;
}

/** Words of routes below `/v1/secrets/`. Each of the longer ones alone is an ordinary path. */
const isReserved = (path: string): boolean =>
  /^(expiring|batch)$/.test(path) || /^(metadata|batch)\//.test(path) || /\/(versions|restore|rotate)$/.test(path);
