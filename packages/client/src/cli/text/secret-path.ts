/** What a path of a secret may be, so that it is told before anything is asked: the server's own rule. Pure. */

const MAX_LENGTH = 512;
const MAX_SEGMENTS = 32;

/** What is wrong with the form of a path, as the rule that it breaks; null: nothing. */
export function formFault(path: string): string | null {
  const segments = path.split("/");
  if (segments.includes("")) return "a path has names between its slashes, and none at an end";
  if (!/^[A-Za-z0-9._~@+:=,/ -]*$/u.test(path)) return "a path has no such characters";
  if (segments.some((segment) => segment === "." || segment === ".." || segment !== segment.trim()))
    return "no name in a path is a dot or two, or has a space at an end";
  if (path.length > MAX_LENGTH || segments.length > MAX_SEGMENTS)
    return `a path has at most ${MAX_LENGTH} characters, and ${MAX_SEGMENTS} names`;
  return null;
}

/** The same, and what speaks against writing there. */
export const writeFault = (path: string): string | null =>
  formFault(path) ?? (isAddressOfRoute(path) ? "the path is an address of the API" : null);

/** Words of routes below `/v1/secrets/`, each of the longer ones alone an ordinary path. */
export const isAddressOfRoute = (path: string): boolean =>
  /^(expiring|batch)$/.test(path) || /^(metadata|batch)\//.test(path) || /\/(versions|restore|rotate)$/.test(path);
