import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { entriesOf } from "../lines.ts";
import { bodyOf, type Draft } from "./draft.ts";

type Patch = components["schemas"]["CredentialPatch"];

/** The parts of a credential that the API takes as one, with what of a form belongs to them. */
const PARTS = {
  name: ["name"],
  vaultIntegrationId: ["vaultIntegrationId"],
  vaultPath: ["vaultPath"],
  fieldMap: ["username", "password", "codes", "totp"],
  allowedDomains: ["hosts"],
  access: ["isLimited", "use", "manage"],
} as const satisfies Readonly<Record<string, readonly (keyof Draft)[]>>;
type Part = keyof typeof PARTS;
const LISTS: readonly (keyof Draft)[] = ["hosts", "use", "manage"];

/** A field that is another thing now: what of it goes, and what comes. Of a list that is its entries. */
export interface Difference {
  readonly field: keyof Draft;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Field by field. Empty lines, spaces around an entry of a list, and the order of a list make no difference. Pure. */
export function differences(before: Draft, after: Draft): readonly Difference[] {
  return (Object.keys(before) as (keyof Draft)[])
    .map((field) => {
      const [old, now] = [entriesIn(before, field), entriesIn(after, field)];
      const [removed, added] = [without(old, now), without(now, old)];
      return { field, removed, added };
    })
    .filter(({ removed, added }) => removed.length + added.length > 0);
}

/** The parts that differ, as a change for the API; empty where nothing does. Pure. */
export function patchOf(base: Draft, mine: Draft): Patch {
  const changed = new Set(differences(base, mine).map(({ field }) => field));
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => PARTS[part].some((field) => changed.has(field)));
  const body = bodyOf(mine);
  return Object.fromEntries(parts.map((part) => [part, body[part]]));
}

/**
 * My changes of `base`, made to what somebody else has made of it meanwhile. Of a list my additions and removals count, so that
 * neither a host that they added goes nor one that they took away comes back; of all else, what I wrote. Pure.
 */
export function onTop(base: Draft, mine: Draft, theirs: Draft): Draft {
  const fields = differences(base, mine).map(({ field, removed, added }) => {
    if (!LISTS.includes(field)) return [field, mine[field]];
    const now = entriesIn(theirs, field);
    return [field, [...without(now, removed), ...without(added, now)].join("\n")];
  });
  return { ...theirs, ...Object.fromEntries(fields) };
}

/** The entries of a list; of all else the one text, or none where it is empty. */
function entriesIn(draft: Draft, field: keyof Draft): readonly string[] {
  const value = String(draft[field]);
  if (LISTS.includes(field)) return entriesOf(value);
  return value === "" ? [] : [value];
}
const without = (entries: readonly string[], gone: readonly string[]): readonly string[] =>
  entries.filter((entry) => !gone.includes(entry));
