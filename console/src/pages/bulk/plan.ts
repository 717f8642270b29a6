import { bulk } from "#texts/bulk.ts";
import {
  canonicalText,
  type ExactObject,
  exactText,
  isExactObject,
  parseExact,
} from "../../../../packages/client/src/cli/text/exact-json.ts";
import { writeFault } from "../../../../packages/client/src/cli/text/secret-path.ts";
import type { Found } from "../../../../packages/client/src/cli/transfer/source.ts";

/** What is going to happen to one path. `refused`: it can't be a secret, or what is there can't be read. */
export type Change = "new" | "changed" | "same" | "refused";
export interface Planned {
  readonly path: string;
  readonly change: Change;
  /** Why it is refused. */
  readonly reason: string | null;
  /** Names of fields, never values. */
  readonly fields: FieldChanges;
  /** The value as JSON, each number with its own digits. */
  readonly data: string;
  /** The version that must still be there when it is written; 0: none. */
  readonly after: number;
}
export interface FieldChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What is at a path now: a value, nothing, or why it can't be read. */
export type There = { readonly data: string; readonly version: number } | { readonly code: string } | undefined;

const NO_FIELDS: FieldChanges = { added: [], changed: [], removed: [] };

/** Which fields are in the one value and not in the other, and which differ. Pure. */
export function fieldChanges(before: ExactObject, after: ExactObject): FieldChanges {
  const differs = (name: string) => canonicalText(before.get(name) ?? null) !== canonicalText(after.get(name) ?? null);
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    changed: [...after.keys()].filter((name) => before.has(name) && differs(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}

/** What may be read before it is planned: the paths that could be secrets, each once. Pure. */
export const pathsOf = ({ entries }: Found): readonly string[] => [
  ...new Set(entries.map(({ path }) => path).filter((path) => writeFault(path) === null)),
];

/** By path. With `keepsOthers` a field that the text does not name stays as it is; else it goes. Pure. */
export function planOf(
  { entries, refused }: Found,
  there: ReadonlyMap<string, There>,
  keepsOthers: boolean,
): readonly Planned[] {
  const seen = new Set<string>();
  const refusal = (path: string, reason: string): Planned => {
    return { path, change: "refused", reason, fields: NO_FIELDS, data: "", after: 0 };
  };
  const plan = entries.map(({ path, versions }): Planned => {
    if (seen.has(path)) return refusal(path, bulk.reasons.twice);
    seen.add(path);
    const fault = writeFault(path);
    if (fault !== null) return refusal(path, fault);
    const wanted = objectIn(versions.at(-1) ?? "{}");
    if (wanted.size === 0) return refusal(path, bulk.reasons.noFields);
    const now = there.get(path);
    if (now !== undefined && "code" in now) return refusal(path, bulk.reasons.unreadable(now.code));
    const before = now === undefined ? new Map() : objectIn(now.data);
    const value: ExactObject = keepsOthers ? new Map([...before, ...wanted]) : wanted;
    const fields = fieldChanges(before, value);
    const isSame = now !== undefined && Object.values(fields).every((names) => names.length === 0);
    const change: Change = now === undefined ? "new" : isSame ? "same" : "changed";
    return { path, change, reason: null, fields, data: exactText(value), after: now?.version ?? 0 };
  });
  return [...refused.map(({ name, reason }) => refusal(name, reason)), ...plan].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function objectIn(text: string): ExactObject {
  const value = parseExact(text);
  return isExactObject(value) ? value : new Map();
}
