import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { fileText, standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { parsePolicies, type WantedPolicy } from "./file.ts";
import { type Step, stepOf } from "./plan.ts";
import { allPolicies, readPolicy } from "./policies.ts";
import { saidOf, writesOf } from "./writes.ts";

interface Options {
  readonly file: string;
  readonly pruneBindings?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** One policy after the other, each known by its name. A policy that somebody changed meanwhile is left as it is, and that is an error. */
export const applyPolicies: Work<[], Options> = async ({ session, options }) => {
  const { file, pruneBindings = false, dryRun = false } = options;
  const { output } = session;
  const wanted = parsePolicies(file === "-" ? await standardInput(session.shell) : await fileText(file));
  const postern = await session.postern();
  const steps = await planOf(postern, wanted, pruneBindings);
  const changing = steps.filter(({ change }) => change !== "same");
  const answer = steps.map(({ wanted: { name }, change, lines }) => ({ name, change, lines }));
  if (output.style === "people") tellPlan(session, steps);
  if (dryRun || changing.length === 0)
    return tellEnd(session, answer, dryRun ? "Nothing was changed." : "All is so already.");
  await requireYes(session, options, `Change ${changing.length} of ${steps.length}?`);
  await writeAll(session, postern, changing);
  tellEnd(session, answer, `Changed ${changing.length}.`);
};

/** One after the other, until all is written or one write fails: then it is told what of each policy is written. */
async function writeAll({ output }: Session, postern: Postern, steps: readonly Step[]): Promise<void> {
  const policies = steps.map((step) => ({ name: step.wanted.name, writes: writesOf(postern, step), written: 0 }));
  try {
    for (const policy of policies)
      for (const { write } of policy.writes) {
        await write();
        policy.written += 1;
      }
  } catch (error) {
    let isStopped = false;
    for (const { name, writes, written } of policies) {
      output.warn(`${visible(name)}: ${saidOf(writes, written, isStopped)}`);
      isStopped ||= written < writes.length;
    }
    output.warn("the same command goes on from there");
    throw error;
  }
}

async function planOf(postern: Postern, wanted: readonly WantedPolicy[], prune: boolean): Promise<readonly Step[]> {
  const there = await allPolicies(postern, true);
  const steps: Step[] = [];
  for (const one of wanted) {
    const [found, ...more] = there.filter(({ name }) => name === one.name);
    if (more.length > 0) throw usageError(`several policies have the name ${visible(one.name)}`, "postern policy list");
    steps.push(stepOf(one, found && (await readPolicy(postern, found.id)), prune));
  }
  return steps;
}

/** What is asked about is seen first; to a pipe it is the answer. */
function tellPlan({ output }: Session, steps: readonly Step[]): void {
  for (const { wanted, change, lines } of steps) {
    output.line(`${change.padEnd(6)}  ${visible(wanted.name)}`);
    for (const line of lines) {
      const shown = `  ${visible(line)}`;
      output.line(
        line.startsWith("-") ? output.colors.red(shown) : line.startsWith("+") ? output.colors.green(shown) : shown,
      );
    }
  }
}

type Answer = Pick<Step, "change" | "lines"> & { readonly name: string };

function tellEnd({ output }: Session, answer: readonly Answer[], said: string): void {
  if (output.style === "json") output.json(answer);
  else if (output.style === "quiet")
    for (const { name, change } of answer) output.raw(change === "same" ? "" : `${visible(name)}\n`);
  else output.say(said);
}
