/** What stands in a folder, of secrets that were read in the order of their paths. Pure. */

export interface Folder {
  readonly kind: "folder";
  readonly name: string;
  /** With a slash at its end. */
  readonly prefix: string;
  readonly count: number;
  /** False: there may be more in it than was read. */
  readonly isWhole: boolean;
}
export interface Leaf<T> {
  readonly kind: "secret";
  readonly name: string;
  readonly secret: T;
}
export type Entry<T> = Folder | Leaf<T>;

/** `hasMore`: what was read is not all, so the folder that was read last may hold more. */
export function entriesOf<T extends { readonly path: string }>(
  secrets: readonly T[],
  folder: string,
  hasMore: boolean,
): readonly Entry<T>[] {
  const entries: Entry<T>[] = [];
  for (const secret of secrets) {
    const rest = secret.path.slice(folder.length);
    const slash = rest.indexOf("/");
    if (slash === -1) {
      entries.push({ kind: "secret", name: rest, secret });
      continue;
    }
    const prefix = folder + rest.slice(0, slash + 1);
    const last = entries.at(-1);
    // All of a folder stand together: the order is that of the paths.
    if (last?.kind === "folder" && last.prefix === prefix) entries[entries.length - 1] = counted(last);
    else entries.push({ kind: "folder", name: rest.slice(0, slash + 1), prefix, count: 1, isWhole: true });
  }
  const last = entries.at(-1);
  if (hasMore && last?.kind === "folder") entries[entries.length - 1] = { ...last, isWhole: false };
  return entries;
}

const counted = (folder: Folder): Folder => ({ ...folder, count: folder.count + 1 });
