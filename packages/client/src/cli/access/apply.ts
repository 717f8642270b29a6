import type { BodyOf } from "../../library/calls/types.ts";
import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { fileText, standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { parsePolicies, type WantedBinding, type WantedPolicy } from "./file.ts";
import { type Step, stepOf } from "./plan.ts";
import { allPolicies, readPolicy } from "./policies.ts";

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
  let done = 0;
  try {
    for (const step of changing) {
      await apply(postern, step);
      done += 1;
    }
  } finally {
    if (done < changing.length)
      output.warn(`${done} of ${changing.length} were changed; the same command goes on from there`);
  }
  tellEnd(session, answer, `Changed ${done}.`);
};

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

async function apply(postern: Postern, { wanted, before, changesPolicy, bind, unbind }: Step): Promise<void> {
  const { bindings: _, rules, ...rest } = wanted;
  // Copies: the document's types are lists that may be written to.
  const body: BodyOf<"post", "/v1/policies"> = { ...rest, rules: [...rules] };
  const id = before?.id ?? (await postern.call("post", "/v1/policies", { body })).id;
  if (before && changesPolicy)
    await postern.call("patch", "/v1/policies/{id}", {
      path: { id },
      body,
      headers: { "If-Match": `"${before.revision}"` },
    });
  // What is refused is refused before anybody has lost anything.
  const olds = (wanted: WantedBinding) => unbind.filter(({ identity_id: one }) => one === wanted.identity_id);
  const isNew = (wanted: WantedBinding) => olds(wanted).length === 0;
  for (const binding of bind.filter(isNew)) await bindTo(postern, id, binding);
  for (const binding of bind.filter((one) => !isNew(one))) await rebind(postern, id, olds(binding), binding);
  const isReplaced = ({ identity_id: one }: OldBinding) => bind.some((wanted) => wanted.identity_id === one);
  for (const old of unbind.filter((one) => !isReplaced(one))) await unbindFrom(postern, id, old);
}

type OldBinding = Step["unbind"][number];

/** An identity is bound once, so the old end has to go first. Where the new one is refused, the old one comes back. */
async function rebind(postern: Postern, id: string, olds: readonly OldBinding[], wanted: WantedBinding): Promise<void> {
  for (const old of olds) await unbindFrom(postern, id, old);
  try {
    await bindTo(postern, id, wanted);
  } catch (error) {
    for (const { identity_id, expires_at } of olds) await bindTo(postern, id, { identity_id, expires_at });
    throw error;
  }
}

async function bindTo(postern: Postern, id: string, binding: WantedBinding): Promise<void> {
  await postern.call("post", "/v1/policies/{id}/bindings", { path: { id }, body: { ...binding } });
}

async function unbindFrom(postern: Postern, id: string, { id: bindingId }: OldBinding): Promise<void> {
  await postern.call("delete", "/v1/policies/{id}/bindings/{binding_id}", { path: { id, binding_id: bindingId } });
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
