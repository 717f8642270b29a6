import { toldOf } from "../shell/faults.ts";
import type { Output } from "../shell/output.ts";
import { tableOf } from "../shell/table.ts";
import { visible } from "../shell/visible.ts";
import type { Applied, Outcome } from "./apply.ts";
import { type Action, type Counts, countsOf, type Planned } from "./plan.ts";

/** Rows of a plan that a person is shown, and lines of what was not written. `--json` has all. */
const MOST_ROWS = 100;

/** The order in which people are shown them: what needs them first. */
const ORDER: readonly Action[] = ["conflict", "change", "create"];

/** `isAnswer`: the plan is all that was asked for, so it is the document of `--json`, and the names of `--quiet`. */
export function reportPlan(output: Output, plan: readonly Planned[], isAnswer: boolean): void {
  if (output.style === "json") {
    output.json({ counts: countsOf(plan), items: plan.map((item) => itemOf(item)) });
    return;
  }
  if (output.style === "quiet" && isAnswer) {
    for (const { path, steps } of plan) if (steps.length > 0) output.line(visible(path));
    return;
  }
  const rows = ORDER.flatMap((wanted) => plan.filter(({ action }) => action === wanted));
  const columns = [
    { head: "PLAN", text: ({ action }: Planned) => action },
    { head: "PATH", text: ({ path }: Planned) => path },
    { head: "NEW", text: ({ steps }: Planned) => String(steps.filter(({ kind }) => kind === "put").length) },
    { head: "NOTE", text: ({ reason, notes }: Planned) => [...(reason === null ? [] : [reason]), ...notes].join("; ") },
  ];
  if (rows.length > 0)
    for (const line of tableOf(rows.slice(0, MOST_ROWS), columns, output.colors.dim)) output.line(line);
  if (rows.length > MOST_ROWS) output.say(`… and ${rows.length - MOST_ROWS} more; --json shows all`);
  output.say(`Plan: ${wordsOf(countsOf(plan))}.`);
}

/** `3 to create, 1 to change, 2 the same, 1 in conflict`; what there is none of is left out. */
export function wordsOf({ create, change, same, conflict }: Counts): string {
  const parts = [
    [create, "to create"],
    [change, "to change"],
    [same, "the same"],
    [conflict, "in conflict"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? "nothing" : said.join(", ");
}

/** `Write 3 secrets (2 new, 1 changed)?`; what is new alone needs no word. */
export function questionOf({ create, change }: Counts): string {
  const count = create + change;
  const parts = [...(create > 0 ? [`${create} new`] : []), `${change} changed`];
  return `Write ${count} ${count === 1 ? "secret" : "secrets"}${change === 0 ? "" : ` (${parts.join(", ")})`}?`;
}

/** What was written, and each path that was not, with whether some of it was. */
export function reportResult(output: Output, plan: readonly Planned[], { outcomes }: Applied): void {
  const ofResult = (wanted: Outcome["result"]) => [...outcomes].filter(([, { result }]) => result === wanted);
  const written = ofResult("written");
  if (output.style === "json") {
    const items = plan.map((item) => itemOf(item, outcomes.get(item.path)));
    output.json({ counts: countsOf(plan), written: written.length, items });
    return;
  }
  if (output.style === "quiet") for (const [path] of written) output.line(visible(path));
  const unfinished = [...ofResult("failed"), ...ofResult("left").sort((a, b) => begun(b) - begun(a))];
  for (const [path, outcome] of unfinished.slice(0, MOST_ROWS)) output.warn(lineOf(path, outcome));
  if (unfinished.length > MOST_ROWS) output.warn(`and ${unfinished.length - MOST_ROWS} more that were not written`);
  if (unfinished.length > 0) output.warn("the same command again goes on where this one ended");
  output.say(written.length === 0 ? "Nothing was written." : `Wrote ${written.length} of ${outcomes.size}.`);
}

const begun = ([, outcome]: readonly [string, Outcome]): number =>
  outcome.result !== "written" && outcome.isBegun ? 1 : 0;

function lineOf(path: string, outcome: Outcome): string {
  if (outcome.result === "written") return visible(path);
  const what = `${visible(path)}: not written${outcome.isBegun ? " to its end" : ""}`;
  if (outcome.result === "left") return what;
  return `${what}: ${toldOf(outcome.error)?.message ?? ""} (${outcome.error.code})`;
}

function itemOf({ path, action, reason, notes, steps }: Planned, outcome?: Outcome): object {
  const plan = { path, action, writes: steps.length, reason, notes };
  if (outcome === undefined) return plan;
  const { result } = outcome;
  if (result === "written") return { ...plan, result };
  const { isBegun: begun } = outcome;
  return { ...plan, result, begun, ...(result === "failed" ? { code: outcome.error.code } : {}) };
}
