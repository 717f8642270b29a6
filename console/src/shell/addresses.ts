/** Where the page of a secret is: a slash of its path stays one, so that the address can be read. */
export const secretHref = (path: string): string =>
  `/console/secret/${path.split("/").map(encodeURIComponent).join("/")}`;

/** A path with its signs decoded; undefined: it was cut off within one. Pure. */
export function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
