import { type OnConflict, type Planned, planned, plannedRefusal, sorted, type There } from "./plan.ts";
import type { Entry, Found } from "./source.ts";
import type { Held, Store } from "./store.ts";

/** Looks at what Postern has where the entries are to go, and plans. Of what the list does not have nothing is read. Throws PosternError. */
export async function survey(store: Store, found: Found, onConflict: OnConflict): Promise<readonly Planned[]> {
  const { fit, unfit } = sorted(found);
  const listed = fit.length === 0 ? new Map() : await store.list(commonPrefix(fit.map(({ path }) => path)));
  const there = fit.filter(({ path }) => listed.has(path));
  const held = new Map<string, Map<number, Held>>(there.map(({ path }) => [path, new Map()]));
  const versionOf = (path: string): number => listed.get(path)?.version ?? 0;
  const take = (values: ReadonlyMap<string, Held>, numberOf: (path: string) => number) => {
    for (const [path, value] of values) held.get(path)?.set(numberOf(path), value);
  };
  const isWithin = ({ isHistory, path, versions }: Entry) => isHistory && versionOf(path) <= versions.length;
  const histories = there.filter(isWithin);
  // The current one of each, also where the history is longer than the source's: it may be overwritten.
  const rest = there.filter((entry) => !isWithin(entry));
  take(await store.read(rest.map(({ path }) => path)), versionOf);
  const most = Math.max(0, ...histories.map(({ path }) => versionOf(path)));
  for (let version = 1; version <= most; version += 1) {
    const paths = histories.map(({ path }) => path).filter((path) => versionOf(path) >= version);
    take(await store.read(paths, version), () => version);
  }
  const thereOf = ({ path }: Entry): There => {
    const values = held.get(path);
    return values && { version: versionOf(path), held: values };
  };
  const plan = [...unfit.map(plannedRefusal), ...fit.map((entry) => planned(entry, thereOf(entry), onConflict))];
  return plan.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** With which all of the paths begin; the list takes it as a text. */
function commonPrefix(paths: readonly string[]): string {
  const [first = ""] = paths;
  let length = first.length;
  for (const path of paths) while (!path.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
