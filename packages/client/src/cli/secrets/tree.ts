import type { Work } from "../session/command.ts";
import { visible } from "../shell/visible.ts";
import { type ListOptions, listed } from "./list.ts";

/** A name in paths, and what stands below it. */
export interface Branch {
  readonly name: string;
  /** Is there a secret of this very path, beside those below it? */
  readonly isSecret: boolean;
  readonly below: readonly Branch[];
}

/** The paths as folders and names. */
export const tree: Work<[prefix: string | undefined], ListOptions> = async ({
  session,
  arguments: [prefix],
  options,
}) => {
  const paths = (await listed(session, prefix, options)).map(({ path }) => path);
  const { output } = session;
  const branches = branchesOf(paths);
  if (output.style === "json") return output.json(branches);
  for (const line of output.style === "quiet" ? paths.map(visible) : treeLines(branches)) output.line(line);
  output.say(`${paths.length} ${paths.length === 1 ? "secret" : "secrets"}`);
};

/** In the order of the paths. Pure. */
export function branchesOf(paths: readonly string[]): readonly Branch[] {
  interface Growing {
    isSecret: boolean;
    readonly below: Map<string, Growing>;
  }
  const root = new Map<string, Growing>();
  for (const path of paths) {
    let level = root;
    let last: Growing | undefined;
    for (const name of path.split("/")) {
      last = level.get(name) ?? { isSecret: false, below: new Map() };
      level.set(name, last);
      level = last.below;
    }
    if (last) last.isSecret = true;
  }
  const grown = (level: Map<string, Growing>): readonly Branch[] =>
    [...level].map(([name, { isSecret, below }]) => ({ name, isSecret, below: grown(below) }));
  return grown(root);
}

/** For people: a slash ends the name of a folder. What is a secret and a folder has a line as each. Pure. */
export function treeLines(branches: readonly Branch[], margin = ""): readonly string[] {
  const rows = branches.flatMap(({ name, isSecret, below }) => [
    ...(isSecret ? [{ text: visible(name), below: [] }] : []),
    ...(below.length > 0 ? [{ text: `${visible(name)}/`, below }] : []),
  ]);
  return rows.flatMap(({ text, below }, at) => {
    const isLast = at === rows.length - 1;
    return [`${margin}${isLast ? "└── " : "├── "}${text}`, ...treeLines(below, margin + (isLast ? "    " : "│   "))];
  });
}
