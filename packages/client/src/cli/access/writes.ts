import type { BodyOf } from "../../library/calls/types.ts";
import type { Postern } from "../../library/postern.ts";
import { visible } from "../shell/visible.ts";
import type { WantedBinding } from "./file.ts";
import type { Step } from "./plan.ts";

/** One request that changes something. `said`: what it changes, for people. */
export interface Write {
  readonly said: string;
  readonly write: () => Promise<void>;
}

/** What makes a policy so, in the order in which it has to be written: the policy first, since bindings hang on its id. */
export function writesOf(postern: Postern, { wanted, before, changesPolicy, bind, unbind }: Step): readonly Write[] {
  const { bindings: _, rules, ...rest } = wanted;
  // Copies: the document's types are lists that may be written to.
  const body: BodyOf<"post", "/v1/policies"> = { ...rest, rules: [...rules] };
  let id = before?.id ?? "";
  const create = async () => {
    id = (await postern.call("post", "/v1/policies", { body })).id;
  };
  const change = async (revision: number) => {
    const headers = { "If-Match": `"${revision}"` };
    await postern.call("patch", "/v1/policies/{id}", { path: { id }, body, headers });
  };
  const own: Write[] = [];
  if (before === undefined) own.push({ said: "the policy", write: create });
  else if (changesPolicy) own.push({ said: "the policy", write: async () => await change(before.revision) });
  const write = (said: string, work: (id: string) => Promise<void>): Write => ({
    said,
    write: async () => await work(id),
  });
  const olds = (binding: WantedBinding) => unbind.filter(({ identity_id: one }) => one === binding.identity_id);
  const isNew = (binding: WantedBinding) => olds(binding).length === 0;
  const isReplaced = ({ identity_id: one }: OldBinding) => bind.some((binding) => binding.identity_id === one);
  const named = ({ identity_id: one }: Pick<WantedBinding, "identity_id">) => `bound ${visible(one)}`;
  // What is refused is refused before anybody has lost anything.
  return [
    ...own,
    ...bind.filter(isNew).map((one) => write(`+ ${named(one)}`, async (to) => await bindTo(postern, to, one))),
    ...bind
      .filter((one) => !isNew(one))
      .map((one) => write(`~ ${named(one)}`, async (to) => await rebind(postern, to, olds(one), one))),
    ...unbind
      .filter((one) => !isReplaced(one))
      .map((one) => write(`- ${named(one)}`, async (from) => await unbindFrom(postern, from, one))),
  ];
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

/** How far a policy came. Pure. `isStopped`: a write of another policy had failed before this one was begun. */
export function saidOf(writes: readonly Write[], written: number, isStopped: boolean): string {
  const said = writes.map((write) => write.said);
  if (isStopped) return "nothing was written";
  if (written === writes.length) return "all was written";
  const [failed, ...left] = said.slice(written);
  const parts = [
    written > 0 ? `written: ${said.slice(0, written).join(", ")}` : "nothing was written",
    `failed: ${failed}`,
    ...(left.length > 0 ? [`not tried: ${left.join(", ")}`] : []),
  ];
  return parts.join("; ");
}
