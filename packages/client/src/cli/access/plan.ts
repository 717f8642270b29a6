import type { WantedBinding, WantedPolicy } from "./file.ts";
import type { Policy } from "./policies.ts";
import { ruleText } from "./rules.ts";

/** What becomes of one policy. */
export interface Step {
  readonly wanted: WantedPolicy;
  readonly change: "create" | "change" | "same";
  /** What is there; undefined: nothing. */
  readonly before: Pick<Policy, "id" | "revision"> | undefined;
  /** Whether the policy itself changes, not only its bindings. */
  readonly changesPolicy: boolean;
  readonly bind: readonly WantedBinding[];
  /** Ids of bindings. A binding whose end changes is made anew. */
  readonly unbind: readonly { readonly id: string; readonly identity_id: string; readonly expires_at: string | null }[];
  /** For people: `+` what comes, `-` what goes. */
  readonly lines: readonly string[];
}

/** Pure. `prune`: bindings that the file does not have go, where it has any word of bindings. */
export function stepOf(wanted: WantedPolicy, before: Policy | undefined, prune: boolean): Step {
  const fields = fieldLines(wanted, before);
  const { bind, unbind } = bindingsOf(wanted, before, prune);
  const lines = [
    ...fields,
    ...unbind.map(({ identity_id: id }) => `- bound ${id}`),
    ...bind.map(({ identity_id: id, expires_at: at }) => `+ bound ${id}${at ? ` until ${at}` : ""}`),
  ];
  const change = before === undefined ? "create" : lines.length > 0 ? "change" : "same";
  return { wanted, change, before, changesPolicy: fields.length > 0, bind, unbind, lines };
}

function fieldLines({ rules, description, is_active: active }: WantedPolicy, before: Policy | undefined): string[] {
  const old = (before?.rules ?? []).map(ruleText);
  const now = rules.map(ruleText);
  return [
    ...without(old, now).map((rule) => `- ${rule}`),
    ...without(now, old).map((rule) => `+ ${rule}`),
    ...(description === undefined || description === (before?.description ?? null)
      ? []
      : [`~ description ${JSON.stringify(description)}`]),
    ...(active === undefined || active === (before?.is_active ?? true)
      ? []
      : [`~ ${active ? "active" : "not active"}`]),
  ];
}

/** Those of `all` that are not in `others`; one that is there twice is taken away once for each. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function bindingsOf(
  { bindings }: WantedPolicy,
  before: Policy | undefined,
  prune: boolean,
): Pick<Step, "bind" | "unbind"> {
  if (bindings === undefined) return { bind: [], unbind: [] };
  const old = before?.bindings ?? [];
  const asWanted = (wanted: WantedBinding) =>
    old.some(({ identity_id: id, expires_at: at }) => id === wanted.identity_id && isSameEnd(at, wanted.expires_at));
  const bind = bindings.filter((wanted) => !asWanted(wanted));
  const isReplaced = (id: string) => bind.some((wanted) => wanted.identity_id === id);
  const isGone = (id: string) => prune && !bindings.some((wanted) => wanted.identity_id === id);
  return { bind, unbind: old.filter(({ identity_id: id }) => isReplaced(id) || isGone(id)) };
}

/** A file that says nothing of an end leaves it as it is. */
const isSameEnd = (before: string | null, wanted: string | null | undefined): boolean =>
  wanted === undefined ||
  (before === null || wanted === null ? before === wanted : Date.parse(before) === Date.parse(wanted));
